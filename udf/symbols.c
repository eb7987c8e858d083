// SPDX-License-Identifier: Apache-2.0
//
// Reads the dynamic symbol table of a loaded ELF object. Its length stands nowhere: it is what the
// hash table (System V's or GNU's) reaches.

#include "udf/symbols.h"

#include <dlfcn.h>
#include <link.h>
#include <stdbool.h>
#include <stdint.h>

enum { MAX_SYMBOLS = 1 << 20 };

typedef struct Tables {
    const ElfW(Sym) * symbols;
    const char *strings;
    const uint32_t *hash, *gnu_hash;
} Tables;

static Tables tables_of(const struct link_map *map) {
    Tables t = {0};
    for (const ElfW(Dyn) *entry = map->l_ld; entry && entry->d_tag != DT_NULL; entry++) {
        // NOLINTNEXTLINE(performance-no-int-to-ptr): the loader has made them addresses
        const void *address = (const void *)(uintptr_t)entry->d_un.d_ptr;
        switch (entry->d_tag) {
        case DT_SYMTAB:
            t.symbols = address;
            break;
        case DT_STRTAB:
            t.strings = address;
            break;
        case DT_HASH:
            t.hash = address;
            break;
        case DT_GNU_HASH:
            t.gnu_hash = address;
            break;
        default:
            break;
        }
    }
    return t;
}

// One past the last symbol of the longest chain.
static size_t gnu_count(const uint32_t *table) {
    uint32_t n_buckets = table[0], offset = table[1], n_words = table[2], last = 0;
    const uint32_t *buckets = table + 4 + n_words * (sizeof(ElfW(Addr)) / sizeof(uint32_t));
    const uint32_t *chains = buckets + n_buckets;
    for (uint32_t b = 0; b < n_buckets; b++)
        last = buckets[b] > last ? buckets[b] : last;
    if (last < offset)
        return offset;
    while (!(chains[last - offset] & 1))
        last++;
    return last + 1;
}

const char **library_symbols(Arena *arena, void *handle, size_t *n_names) {
    struct link_map *map = NULL;
    *n_names = 0;
    if (dlinfo(handle, RTLD_DI_LINKMAP, &map) != 0)
        return NULL;
    Tables t = tables_of(map);
    size_t n = t.hash ? t.hash[1] : t.gnu_hash ? gnu_count(t.gnu_hash) : 0;
    if (!t.symbols || !t.strings || n > MAX_SYMBOLS)
        return NULL;
    const char **names = ARENA_NEW_ARRAY(arena, const char *, n);
    for (size_t i = 0; i < n; i++) {
        const ElfW(Sym) *s = &t.symbols[i];
        bool function = (s->st_info & 0xF) == STT_FUNC || (s->st_info & 0xF) == STT_GNU_IFUNC;
        if (function && s->st_shndx != SHN_UNDEF && s->st_name)
            names[(*n_names)++] = t.strings + s->st_name;
    }
    return names;
}
