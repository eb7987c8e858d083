// SPDX-License-Identifier: Apache-2.0
//
// Memory that lives and dies together. An Arena hands out pieces from growing blocks; nothing is
// freed one by one, the whole arena (or everything since a mark) goes at once.
//
// An allocation never returns NULL. When the system has no memory left, or the arena reaches its
// cap, the arena calls its `on_full` handler, which must not return (it jumps to the recovery point
// of the script or of the worker thread). An arena is used by one thread at a time.

#ifndef JAVELINA_LANG_BASE_ARENA_H
#define JAVELINA_LANG_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/base/status.h"

typedef struct Arena Arena;

// Called when an allocation of `n_bytes` cannot be served; must not return.
typedef void ArenaFullHandler(void *context, size_t n_bytes);

// A place in an arena to fall back to; see arena_mark.
typedef struct ArenaMark {
    void *block;
    size_t used;
} ArenaMark;

// Makes an empty arena. cap_bytes: the most it may hold, 0 for no cap. on_full: NULL means the
// process ends with a message (only for arenas that exist before any recovery point does).
// Given: free it with arena_destroy.
Arena *arena_create(size_t cap_bytes, ArenaFullHandler *on_full, void *context);

// Replaces the handler, for arenas that outlive a recovery point.
void arena_set_handler(Arena *arena, ArenaFullHandler *on_full, void *context);

// Where an arena gets its larger blocks instead of malloc: an account of memory, or a file.
typedef struct ArenaSource {
    // A block of at least *n_bytes (raised to what it has), aligned to 16; NULL: there is none.
    void *(*take)(void *context, size_t *n_bytes);
    void (*give_back)(void *context, void *block, size_t n_bytes);
    void *context;
} ArenaSource;

// Blocks of ARENA_LARGE_BYTES and more come from `source` from now on, which is borrowed and
// outlives the arena. Those beyond ARENA_KEPT_BYTES go back when they are released.
enum { ARENA_LARGE_BYTES = 1024 * 1024, ARENA_KEPT_BYTES = 16 * ARENA_LARGE_BYTES };
void arena_set_source(Arena *arena, const ArenaSource *source);

// Frees the arena and everything in it. NULL is allowed.
void arena_destroy(Arena *arena);

// n_bytes of uninitialised memory, aligned to 16. n_bytes may be 0.
void *arena_alloc(Arena *arena, size_t n_bytes) __attribute__((malloc, returns_nonnull));

// The same, filled with zero bytes.
void *arena_zalloc(Arena *arena, size_t n_bytes) __attribute__((malloc, returns_nonnull));

// n_items * item_bytes zeroed bytes; a product that overflows counts as full.
void *arena_array(Arena *arena, size_t n_items, size_t item_bytes) __attribute__((returns_nonnull));

// A NUL-terminated copy of n_bytes of text.
char *arena_strndup(Arena *arena, const char *text, size_t n_bytes);

// A NUL-terminated copy of a C string.
char *arena_strdup(Arena *arena, const char *text);

// printf into the arena.
char *arena_printf(Arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
char *arena_vprintf(Arena *arena, const char *format, va_list args);

// Remembers the present fill; arena_release(mark) gives back all that came after it.
// Blocks are kept for reuse (all but very large ones of a source), so a mark/release pair in a loop
// costs no system calls.
ArenaMark arena_mark(const Arena *arena);
void arena_release(Arena *arena, ArenaMark mark);

// Gives everything back, keeps the blocks; of a source no more than ARENA_KEPT_BYTES in all.
void arena_reset(Arena *arena);

// Bytes that the arena holds from the system.
size_t arena_footprint(const Arena *arena);

#define ARENA_NEW(arena, type)          ((type *)arena_zalloc((arena), sizeof(type)))
#define ARENA_NEW_ARRAY(arena, type, n) ((type *)arena_array((arena), (n), sizeof(type)))

#endif
