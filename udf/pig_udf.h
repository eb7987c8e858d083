// SPDX-License-Identifier: Apache-2.0
//
// The public interface between pig and functions that live in shared objects. Built-in functions
// use the same declarations. The header stands alone: C11 or C++17, no other header of pig.
//
// A function sees columns, not rows: a `pig_vec` holds the values of one argument for n rows. The
// simplest functions may work by row instead (pig_row_fn); the host makes the loop.
//
//   static int twice(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args, pig_vec *out)
//   {
//       (void)ctx, (void)n_args;
//       const int64_t *x = pig_longs(&args[0]);
//       int64_t *y = pig_longs_out(out);
//       for (size_t i = 0; i < n_rows; i++)
//           y[i] = 2 * x[i];
//       return 0;
//   }
//   static const pig_fn functions[] = {
//       PIG_SCALAR("twice", "(x: long) -> long", twice, "twice its argument"),
//   };
//   PIG_LIBRARY("sample", "1.0", functions)
//
// Versions: PIG_ABI_MAJOR changes when old libraries can no longer run (never, it is hoped);
// PIG_ABI_MINOR grows when a structure grows at its end.

#ifndef PIG_UDF_H
#define PIG_UDF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

#define PIG_ABI_MAGIC 0x50494755u
#define PIG_ABI_MAJOR 1
#define PIG_ABI_MINOR 1

// ---------------------------------------------------------------------------------------------
// Types. The numbers order values of different types in columns of PIG_ANY, as Apache Pig does.

typedef enum pig_type {
    PIG_UNKNOWN = 0,     // not decided; never the type of a vector
    PIG_BOOLEAN = 5,     // uint8_t, 0 or 1
    PIG_INT = 10,        // int32_t
    PIG_LONG = 15,       // int64_t
    PIG_FLOAT = 20,      // float
    PIG_DOUBLE = 25,     // double
    PIG_DATETIME = 30,   // pig_datetime
    PIG_BYTEARRAY = 50,  // pig_str: bytes that nobody has typed yet
    PIG_CHARARRAY = 55,  // pig_str: UTF-8
    PIG_BIGINTEGER = 65, // pig_str: see udf/value/bignum.h; built-ins only
    PIG_BIGDECIMAL = 70, // pig_str: the same
    PIG_MAP = 100,       // pig_span over children[0] (CHARARRAY keys) and children[1] (values)
    PIG_TUPLE = 110,     // no data; children[f] holds field f of every row. Or "ragged", see below
    PIG_BAG = 120,       // pig_span over children[0], a TUPLE vector
    PIG_ANY = 127,       // tags[i] says the type of row i; data are pig_slot
} pig_type;

// 16 bytes that hold or point to a string. Up to 12 bytes stand in the structure itself, zero
// padded; longer ones begin there (4 bytes) and stand whole at `pointer`. Equal strings of up to
// 12 bytes are equal structures.
typedef struct pig_str {
    uint32_t n_bytes;
    union {
        char inlined[12];
        struct {
            char prefix[4];
            char pad_[8]; // holds `pointer`; unaligned access is through memcpy
        } far_;
    } u;
} pig_str;

#define PIG_STR_INLINE 12

typedef struct pig_datetime {
    int64_t milliseconds;   // since 1970-01-01T00:00:00Z
    int32_t offset_minutes; // east of UTC
    int32_t zone;           // 0: just the offset; else a named zone (built-ins only)
} pig_datetime;

// The rows start .. start + n_rows - 1 of a child vector.
typedef struct pig_span {
    uint64_t start;
    uint64_t n_rows;
} pig_span;

// One value of a PIG_ANY column. Tuples, bags and maps stand in `str`, packed (udf/vector/pack.h).
typedef union pig_slot {
    uint8_t boolean;
    int32_t i;
    int64_t l;
    float f;
    double d;
    pig_datetime datetime;
    pig_str str;
} pig_slot;

typedef enum pig_form {
    PIG_FLAT = 0,     // one value a row
    PIG_CONSTANT = 1, // row 0 stands for every row
} pig_form;

// Flags of a vector.
#define PIG_VEC_STABLE 1u // far strings stay where they are until the end of the stage
#define PIG_VEC_RAGGED                                                                             \
    2u // TUPLE whose width differs by row: data are pig_span over children[0],
       // a PIG_ANY vector of all fields in turn

// A column of values.
typedef struct pig_vec {
    uint8_t type; // pig_type
    uint8_t form; // pig_form
    uint16_t flags;
    uint32_t n_children;
    void *data;      // elements as named at pig_type; NULL for a TUPLE that is not ragged
    uint64_t *valid; // bit i % 64 of word i / 64: row i is not null. NULL: no row is null
    uint8_t *tags;   // PIG_ANY: pig_type of each row; a null row's tag is PIG_UNKNOWN
    struct pig_vec *children;
} pig_vec;

// Row i as an index into the arrays of v.
static inline size_t pig_at(const pig_vec *v, size_t i) {
    return v->form == PIG_CONSTANT ? 0 : i;
}

static inline bool pig_is_null(const pig_vec *v, size_t i) {
    i = pig_at(v, i);
    return v->valid && !(v->valid[i / 64] >> (i % 64) & 1);
}

// Typed access to the elements (of a flat vector: one a row; of a constant one: a single one).
static inline const uint8_t *pig_booleans(const pig_vec *v) {
    return (const uint8_t *)v->data;
}
static inline const int32_t *pig_ints(const pig_vec *v) {
    return (const int32_t *)v->data;
}
static inline const int64_t *pig_longs(const pig_vec *v) {
    return (const int64_t *)v->data;
}
static inline const float *pig_floats(const pig_vec *v) {
    return (const float *)v->data;
}
static inline const double *pig_doubles(const pig_vec *v) {
    return (const double *)v->data;
}
static inline const pig_str *pig_strs(const pig_vec *v) {
    return (const pig_str *)v->data;
}
static inline const pig_span *pig_spans(const pig_vec *v) {
    return (const pig_span *)v->data;
}
static inline const pig_datetime *pig_datetimes(const pig_vec *v) {
    return (const pig_datetime *)v->data;
}
static inline uint8_t *pig_booleans_out(pig_vec *v) {
    return (uint8_t *)v->data;
}
static inline int32_t *pig_ints_out(pig_vec *v) {
    return (int32_t *)v->data;
}
static inline int64_t *pig_longs_out(pig_vec *v) {
    return (int64_t *)v->data;
}
static inline float *pig_floats_out(pig_vec *v) {
    return (float *)v->data;
}
static inline double *pig_doubles_out(pig_vec *v) {
    return (double *)v->data;
}
static inline pig_str *pig_strs_out(pig_vec *v) {
    return (pig_str *)v->data;
}
static inline pig_span *pig_spans_out(pig_vec *v) {
    return (pig_span *)v->data;
}
static inline pig_datetime *pig_datetimes_out(pig_vec *v) {
    return (pig_datetime *)v->data;
}

// The bytes of a string; no terminator is promised. Valid while *s and what it points to are.
static inline const char *pig_str_data(const pig_str *s) {
    if (s->n_bytes <= PIG_STR_INLINE)
        return s->u.inlined;
    const char *p;
    memcpy(&p, s->u.far_.pad_, sizeof p);
    return p;
}

static inline uint64_t pig_load32_(const char *bytes) {
    uint32_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

// A string over n_bytes at `bytes`, which is borrowed when longer than PIG_STR_INLINE. It is put
// together in two registers: a structure written in pieces and read as a whole is slow.
static inline pig_str pig_str_make(const char *bytes, size_t n_bytes) {
    pig_str s;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && UINTPTR_MAX == UINT64_MAX
    uint64_t words[2] = {0, 0};
    if (n_bytes > PIG_STR_INLINE) {
        words[0] = pig_load32_(bytes);
        words[1] = (uint64_t)(uintptr_t)bytes;
    } else if (n_bytes >= 8) { // the last four bytes may overlap the second four
        words[0] = pig_load32_(bytes);
        words[1] = pig_load32_(bytes + 4) | pig_load32_(bytes + n_bytes - 4) << (8 * (n_bytes - 8));
    } else if (n_bytes >= 4) {
        words[0] = pig_load32_(bytes);
        words[1] = pig_load32_(bytes + n_bytes - 4) >> (8 * (8 - n_bytes));
    } else if (n_bytes > 0) {
        words[0] = (uint64_t)(unsigned char)bytes[0] |
                   (uint64_t)(unsigned char)bytes[n_bytes / 2] << (8 * (n_bytes / 2)) |
                   (uint64_t)(unsigned char)bytes[n_bytes - 1] << (8 * (n_bytes - 1));
    }
    words[0] = words[0] << 32 | (uint32_t)n_bytes;
    memcpy(&s, words, sizeof s);
#else
    memset(&s, 0, sizeof s);
    s.n_bytes = (uint32_t)n_bytes;
    if (n_bytes <= PIG_STR_INLINE) {
        if (n_bytes)
            memcpy(s.u.inlined, bytes, n_bytes);
    } else {
        memcpy(s.u.far_.prefix, bytes, 4);
        memcpy(s.u.far_.pad_, &bytes, sizeof bytes);
    }
#endif
    return s;
}

static inline bool pig_str_equal(const pig_str *a, const pig_str *b) {
    if (memcmp(a, b, 8) != 0) // length and prefix
        return false;
    if (a->n_bytes <= PIG_STR_INLINE)
        return memcmp(a->u.far_.pad_, b->u.far_.pad_, 8) == 0;
    return memcmp(pig_str_data(a), pig_str_data(b), a->n_bytes) == 0;
}

// ---------------------------------------------------------------------------------------------
// The context of a call. Opaque; lives for the call.

typedef struct pig_ctx pig_ctx;

// Memory for results; the host frees it when the batch is done with. Never NULL.
void *pig_alloc(pig_ctx *ctx, size_t n_bytes);

// Memory for aggregate states; lives as long as the states do. Never NULL.
void *pig_alloc_state(pig_ctx *ctx, size_t n_bytes);

// A string with its own copy of the bytes (from pig_alloc when long).
pig_str pig_str_copy(pig_ctx *ctx, const char *bytes, size_t n_bytes);

// Marks row i of a result as null.
void pig_set_null(pig_ctx *ctx, pig_vec *out, size_t i);

// Ends the query with a message; the host adds function, row and place. Returns non-zero, to be
// returned by the function. pig_fail_code gives Apache Pig's code for it.
int pig_fail(pig_ctx *ctx, const char *format, ...) __attribute__((format(printf, 2, 3)));
int pig_fail_code(pig_ctx *ctx, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// Counts a warning of a kind (a literal text); shown once, with its count, at the end.
void pig_warn(pig_ctx *ctx, const char *kind);

// True when the user has interrupted or another thread has failed: return soon.
bool pig_cancelled(const pig_ctx *ctx);

// What `bind` returned for this call site; what `per_thread` returned for this worker.
void *pig_bind_data(const pig_ctx *ctx);
void *pig_thread_data(const pig_ctx *ctx);

// In `add` of an aggregate with PIG_ORDER_SECTIONS: which stretch of the input the rows are from.
// 0: all rows of the group that are not 0 come in order.
uint64_t pig_section(const pig_ctx *ctx);

// Constructor arguments given by DEFINE f F('a', 'b').
size_t pig_n_constructor_args(const pig_ctx *ctx);
const char *pig_constructor_arg(const pig_ctx *ctx, size_t i);

// Makes `out` ready for nested results. `n` child rows in all; spans are the caller's to fill.
// pig_new_children lays out out->children by out's type with room for n rows of each.
void pig_new_children(pig_ctx *ctx, pig_vec *out, size_t n);

// ---------------------------------------------------------------------------------------------
// Functions.

// Whole columns. args: dense vectors of n_rows (flat or constant). out: flat, with data and valid
// ready; on entry row i is valid if no argument is null there (all rows with PIG_NULLS): skip the
// rows that are null. Returns 0 or what pig_fail gave.
typedef int pig_batch_fn(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,
                         pig_vec *out);

// One row: reads row `row` of args, writes row `row` of out. Called for non-null rows only, unless
// PIG_NULLS.
typedef int pig_row_fn(pig_ctx *ctx, size_t row, const pig_vec *args, size_t n_args, pig_vec *out);

// How much of the order of rows may show in the result of an aggregate. The less, the less memory
// and time its states take.
typedef enum pig_order {
    PIG_ORDER_ROWS, // all: rows come in order, and states of earlier rows are merged before others
    PIG_ORDER_SECTIONS, // rows of one pig_section come in order, sections and states in any
    PIG_ORDER_NONE,     // as in a count
} pig_order;

// Aggregates. A state is state_bytes of zeroed memory that the host places anywhere 8-aligned.
typedef struct pig_agg {
    size_t size; // sizeof(pig_agg)
    size_t state_bytes;
    // Adds row i of args into states[i], for every i < n_rows. Rows null in the first argument are
    // skipped by the host unless PIG_NULLS.
    int (*add)(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,
               void *const *states);
    // Adds from[i] to into[i]; from is not used again. NULL: cannot run in the combiner.
    int (*merge)(pig_ctx *ctx, size_t n_states, void *const *into, void *const *from);
    // Writes the result of states[i] to row i of out (all valid on entry).
    int (*finish)(pig_ctx *ctx, size_t n_states, void *const *states, pig_vec *out);
    // For states that point to other memory: to bytes and back, for spilling and shipping. Both
    // NULL: the state's bytes are all there is.
    int (*save)(pig_ctx *ctx, const void *state, pig_str *out);
    int (*load)(pig_ctx *ctx, const pig_str *in, void *state);
    pig_order order; // since minor version 1
} pig_agg;

typedef enum pig_kind {
    PIG_KIND_SCALAR = 1,
    PIG_KIND_AGGREGATE = 2, // takes a bag; the columns named in its signature are those of the bag
} pig_kind;

// Flags of a function.
#define PIG_NULLS  1u // sees null arguments; else any null argument makes a null result uncalled
#define PIG_IMPURE 2u // neither folded nor called fewer or more times than written
#define PIG_SERIAL 4u // one thread at a time
#define PIG_SLOW   8u // filter first

// One function. Several entries with one name are overloads.
typedef struct pig_fn {
    size_t size; // sizeof(pig_fn)
    const char *name;
    const char *signature; // "(lat: double, lon: double) -> (cell: chararray)", "(bag{(x: double)})
                           // -> double"
    pig_kind kind;
    uint32_t flags;
    pig_batch_fn *batch; // one of batch and row for a scalar function
    pig_row_fn *row;
    const pig_agg *aggregate;
    // Optional: state for one call site, made before any call from the constructor arguments in
    // ctx; *data reaches the calls by pig_bind_data and is given to `unbind` at the end.
    int (*bind)(pig_ctx *ctx, void **data);
    void (*unbind)(void *data);
    // Optional: state for one worker thread.
    int (*per_thread)(pig_ctx *ctx, void **data);
    void (*drop)(void *data);
    const char *doc; // one line
} pig_fn;

// What a shared object offers. Checked whole before any function is called.
typedef struct pig_library {
    uint32_t magic;
    uint16_t abi_major;
    uint16_t abi_minor;
    size_t sizeof_vec;
    size_t sizeof_fn;
    size_t sizeof_agg;
    const char *name;
    const char *version;
    const pig_fn *functions;
    size_t n_functions;
} pig_library;

#ifdef __cplusplus
#define PIG_EXTERN_C_ extern "C"
#else
#define PIG_EXTERN_C_
#endif

// Defines the object that the host looks up.
#define PIG_LIBRARY(library_name, library_version, function_table)                                 \
    PIG_EXTERN_C_ __attribute__((visibility("default"))) extern const pig_library pig_manifest;    \
    const pig_library pig_manifest = {                                                             \
        PIG_ABI_MAGIC,  PIG_ABI_MAJOR,                                                             \
        PIG_ABI_MINOR,  sizeof(pig_vec),                                                           \
        sizeof(pig_fn), sizeof(pig_agg),                                                           \
        library_name,   library_version,                                                           \
        function_table, sizeof(function_table) / sizeof(function_table[0])};

// Entries of a function table.
#define PIG_SCALAR(name, signature, batch, doc)                                                    \
    {                                                                                              \
        sizeof(pig_fn), name, signature, PIG_KIND_SCALAR, 0, batch, NULL, NULL, NULL, NULL, NULL,  \
            NULL, doc                                                                              \
    }
#define PIG_SCALAR_ROW(name, signature, row, doc)                                                  \
    {                                                                                              \
        sizeof(pig_fn), name, signature, PIG_KIND_SCALAR, 0, NULL, row, NULL, NULL, NULL, NULL,    \
            NULL, doc                                                                              \
    }
#define PIG_AGGREGATE(name, signature, aggregate, doc)                                             \
    {                                                                                              \
        sizeof(pig_fn), name, signature, PIG_KIND_AGGREGATE, 0, NULL, NULL, aggregate, NULL, NULL, \
            NULL, NULL, doc                                                                        \
    }

#ifdef __cplusplus
}
#endif

#endif
