// SPDX-License-Identifier: Apache-2.0
//
// The table of built-ins, from functions.def, and how many constructor arguments each takes.

#include "udf/builtin/functions.h"

#define ENTRY(entry_name, class, text, kind_, flags_, batch_, aggregate_, bind_, unbind_, rule_,   \
              doc_, example_)                                                                      \
    {.name = entry_name,                                                                           \
     .class_name = class,                                                                          \
     .signature = text,                                                                            \
     .rule = result_##rule_,                                                                       \
     .fn = {.size = sizeof(pig_fn),                                                                \
            .name = class,                                                                         \
            .signature = text,                                                                     \
            .kind = kind_,                                                                         \
            .flags = flags_,                                                                       \
            .batch = batch_,                                                                       \
            .aggregate = aggregate_,                                                               \
            .bind = bind_,                                                                         \
            .unbind = unbind_,                                                                     \
            .doc = doc_},                                                                          \
     .example = example_},

#define SCALAR(name, class_name, signature, flags, function, rule, doc, example)                   \
    ENTRY(name, class_name, signature, PIG_KIND_SCALAR, flags, udf_##function, NULL, NULL, NULL,   \
          rule, doc, example)
#define BOUND(name, class_name, signature, flags, function, binding, rule, doc, example)           \
    ENTRY(name, class_name, signature, PIG_KIND_SCALAR, flags, udf_##function, NULL,               \
          udf_##binding##_bind, udf_##binding##_unbind, rule, doc, example)
#define AGGREGATE(name, class_name, signature, aggregate, rule, doc, example)                      \
    ENTRY(name, class_name, signature, PIG_KIND_AGGREGATE, PIG_NULLS, NULL, &udf_##aggregate,      \
          NULL, NULL, rule, doc, example)
#define ALGEBRAIC(name, class_name, signature, function, aggregate, rule, doc, example)            \
    ENTRY(name, class_name, signature, PIG_KIND_SCALAR, 0, udf_##function, &udf_##aggregate, NULL, \
          NULL, rule, doc, example)

const Builtin udf_builtins[] = {
#include "udf/builtin/functions.def"
};
const size_t udf_n_builtins = sizeof udf_builtins / sizeof *udf_builtins;

typedef struct Constructor {
    const char *name;
    int min, max;
} Constructor;

static const Constructor constructors[] = {
    {"Bloom", 0, 1},
    {"BuildBloom", 3, 4},
    {"COR", 0, 64},
    {"COV", 0, 64},
    {"CubeDimensions", 0, 1},
    {"InvokeForDouble", 0, 3},
    {"InvokeForFloat", 0, 3},
    {"InvokeForInt", 0, 3},
    {"InvokeForLong", 0, 3},
    {"InvokeForString", 0, 3},
    {"PluckTuple", 1, 2},
    {"RANDOM", 0, 1},
    {"REGEX_EXTRACT", 0, 1},
    {"REGEX_EXTRACT_ALL", 0, 1},
    {"RollupDimensions", 0, 1},
    {"TOP", 0, 1},
};

void udf_builtin_constructor(const char *name, int *min, int *max) {
    *min = *max = 0;
    for (size_t i = 0; i < sizeof constructors / sizeof *constructors; i++)
        if (strcmp(constructors[i].name, name) == 0) {
            *min = constructors[i].min;
            *max = constructors[i].max;
        }
}

// The reference names the result of TOKENIZE after its first argument before it looks for a form.
int udf_builtin_no_form_code(const char *class_name, size_t n_args) {
    return n_args == 0 && strcmp(class_name, "TOKENIZE") == 0 ? 1200 : 1045;
}

// Other typed classes take arguments as they are.
bool udf_builtin_chooses_form(const char *class_name) {
    static const char *const classes[] = {"DoubleAbs", "DoubleRoundTo", "FloatRoundTo"};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (strcmp(classes[i], class_name) == 0)
            return true;
    return false;
}

// What a typed class fails with when it is given values of another type.
static int wrong_argument_code(const char *class_name) {
    static const struct {
        const char *ending;
        int code;
    } codes[] = {{"StringMax", 0},     {"StringMin", 0},     {"DateTimeMax", 0}, {"DateTimeMin", 0},
                 {"BigIntegerAbs", 0}, {"BigDecimalAbs", 0}, {"Size", 2106},     {"Max", 2103},
                 {"Min", 2103},        {"Sum", 2103},        {"Avg", 2103}};
    size_t n = strlen(class_name);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        size_t n_ending = strlen(codes[i].ending);
        if (n >= n_ending && strcmp(class_name + n - n_ending, codes[i].ending) == 0)
            return codes[i].code;
    }
    return 2078;
}

int udf_wrong_class_argument(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,
                             pig_vec *out) {
    UNUSED(args), UNUSED(n_args);
    for (size_t i = 0; i < n_rows; i++)
        if (row_is_valid(out, i)) {
            ctx->row = i;
            return pig_fail_code(ctx, wrong_argument_code(ctx->call->class_name),
                                 "%s is not made for arguments of these types",
                                 ctx->call->class_name);
        }
    return 0;
}
