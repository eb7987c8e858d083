// SPDX-License-Identifier: Apache-2.0
//
// A list of blocks, each twice as large as the one before up to a limit. Allocation bumps a
// pointer in the current block. Released blocks stay in the list behind the current one.

#include "lang/base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/base/huge_pages.h"

enum {
    ALIGNMENT = 16,
    FIRST_BLOCK_BYTES = 8 * 1024,
    LARGEST_GROWTH_BYTES = ARENA_LARGE_BYTES,
    HUGE_FROM_BYTES = 8 * ARENA_LARGE_BYTES, // arenas of so much grow by blocks with huge pages
    HUGE_GROWTH_BYTES = 2 * HUGE_PAGE_BYTES,
};

typedef struct Block {
    struct Block *next;
    size_t n_bytes; // of data
    size_t used;
    const ArenaSource *source; // NULL: malloc
    _Alignas(ALIGNMENT) unsigned char data[];
} Block;

struct Arena {
    Block *first;
    Block *current;
    size_t footprint;
    size_t cap_bytes;
    ArenaFullHandler *on_full;
    void *context;
    const ArenaSource *source;
    size_t sourced; // bytes of blocks from a source
};

static _Noreturn void arena_full(Arena *arena, size_t n_bytes) {
    if (arena && arena->on_full)
        arena->on_full(arena->context, n_bytes);
    fprintf(stderr, "out of memory (%zu bytes wanted)\n", n_bytes);
    _Exit(8);
}

Arena *arena_create(size_t cap_bytes, ArenaFullHandler *on_full, void *context) {
    Arena *arena = calloc(1, sizeof *arena);
    if (!arena)
        arena_full(NULL, sizeof *arena);
    arena->cap_bytes = cap_bytes ? cap_bytes : SIZE_MAX;
    arena->on_full = on_full;
    arena->context = context;
    return arena;
}

void arena_set_handler(Arena *arena, ArenaFullHandler *on_full, void *context) {
    arena->on_full = on_full;
    arena->context = context;
}

void arena_set_source(Arena *arena, const ArenaSource *source) {
    arena->source = source;
}

static void free_block(Arena *arena, Block *block) {
    arena->footprint -= block->n_bytes;
    if (block->source) {
        arena->sourced -= block->n_bytes;
        block->source->give_back(block->source->context, block, sizeof(Block) + block->n_bytes);
    } else {
        free(block);
    }
}

void arena_destroy(Arena *arena) {
    if (!arena)
        return;
    for (Block *block = arena->first, *next; block; block = next) {
        next = block->next;
        free_block(arena, block);
    }
    free(arena);
}

// Gives the blocks of a source from *link on back: those of more than `kept` bytes.
static void trim(Arena *arena, Block **link, size_t kept) {
    while (*link) {
        Block *block = *link;
        if (!block->source || block->n_bytes <= kept) {
            link = &block->next;
            continue;
        }
        *link = block->next;
        free_block(arena, block);
    }
}

static Block *new_block(Arena *arena, size_t n_bytes) {
    const ArenaSource *source = n_bytes >= ARENA_LARGE_BYTES ? arena->source : NULL;
    size_t with_head = sizeof(Block) + n_bytes;
    Block *block = source ? source->take(source->context, &with_head) : malloc(with_head);
    if (!block)
        return NULL;
    if (!source)
        huge_pages_advise(block, with_head);
    *block = (Block){.n_bytes = with_head - sizeof(Block), .source = source};
    arena->footprint += block->n_bytes;
    arena->sourced += source ? block->n_bytes : 0;
    return block;
}

// A new block that holds at least n_bytes, linked behind the current one.
static Block *add_block(Arena *arena, size_t n_bytes) {
    size_t size = arena->current ? arena->current->n_bytes * 2 : FIRST_BLOCK_BYTES;
    if (size > LARGEST_GROWTH_BYTES)
        size = arena->footprint < HUGE_FROM_BYTES ? LARGEST_GROWTH_BYTES : HUGE_GROWTH_BYTES;
    if (size < n_bytes)
        size = n_bytes;
    if (size > arena->cap_bytes - arena->footprint || size > SIZE_MAX - sizeof(Block))
        arena_full(arena, n_bytes);
    Block *block = new_block(arena, size);
    if (!block)
        arena_full(arena, n_bytes);
    if (arena->current) {
        block->next = arena->current->next;
        arena->current->next = block;
    } else {
        block->next = NULL;
        arena->first = block;
    }
    return block;
}

static void *alloc_slow(Arena *arena, size_t n_bytes) {
    Block *next = arena->current ? arena->current->next : arena->first;
    if (next && next->n_bytes >= n_bytes)
        next->used = 0;
    else
        next = add_block(arena, n_bytes);
    arena->current = next;
    next->used = n_bytes;
    return next->data;
}

void *arena_alloc(Arena *arena, size_t n_bytes) {
    if (n_bytes > SIZE_MAX - ALIGNMENT)
        arena_full(arena, n_bytes);
    n_bytes = (n_bytes + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (n_bytes == 0)
        n_bytes = ALIGNMENT;
    Block *block = arena->current;
    if (block && n_bytes <= block->n_bytes - block->used) {
        void *piece = block->data + block->used;
        block->used += n_bytes;
        return piece;
    }
    return alloc_slow(arena, n_bytes);
}

void *arena_zalloc(Arena *arena, size_t n_bytes) {
    return memset(arena_alloc(arena, n_bytes), 0, n_bytes);
}

void *arena_array(Arena *arena, size_t n_items, size_t item_bytes) {
    size_t n_bytes;
    if (__builtin_mul_overflow(n_items, item_bytes, &n_bytes))
        arena_full(arena, SIZE_MAX);
    return arena_zalloc(arena, n_bytes);
}

char *arena_strndup(Arena *arena, const char *text, size_t n_bytes) {
    if (n_bytes == SIZE_MAX)
        arena_full(arena, n_bytes);
    char *copy = arena_alloc(arena, n_bytes + 1);
    if (n_bytes)
        memcpy(copy, text, n_bytes);
    copy[n_bytes] = '\0';
    return copy;
}

char *arena_strdup(Arena *arena, const char *text) {
    return arena_strndup(arena, text, strlen(text));
}

char *arena_vprintf(Arena *arena, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    int n_bytes = vsnprintf(NULL, 0, format, args);
    if (n_bytes < 0)
        n_bytes = 0;
    char *text = arena_zalloc(arena, (size_t)n_bytes + 1);
    vsnprintf(text, (size_t)n_bytes + 1, format, again);
    va_end(again);
    return text;
}

char *arena_printf(Arena *arena, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}

ArenaMark arena_mark(const Arena *arena) {
    return (ArenaMark){.block = arena->current, .used = arena->current ? arena->current->used : 0};
}

void arena_release(Arena *arena, ArenaMark mark) {
    if (!mark.block) {
        arena_reset(arena);
        return;
    }
    arena->current = mark.block;
    arena->current->used = mark.used;
    if (arena->sourced > ARENA_KEPT_BYTES)
        trim(arena, &arena->current->next, ARENA_KEPT_BYTES);
}

void arena_reset(Arena *arena) {
    if (arena->sourced > ARENA_KEPT_BYTES)
        trim(arena, &arena->first, 0);
    arena->current = arena->first;
    if (arena->current)
        arena->current->used = 0;
}

size_t arena_footprint(const Arena *arena) {
    return arena->footprint;
}
