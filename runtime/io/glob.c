// SPDX-License-Identifier: Apache-2.0
//
// Matching goes back to the last star only, which is enough for patterns of one component.

#include "runtime/io/glob.h"

#include <stdint.h>
#include <string.h>

bool glob_is_pattern(const char *text) {
    return strpbrk(text, "*?[{\\") != NULL;
}

// One character of UTF-8 (or one malformed byte); returns its length.
static size_t next_character(const char *text, uint32_t *character) {
    const unsigned char first = (unsigned char)text[0];
    const size_t n_bytes = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    *character = n_bytes == 1 ? first : first & (0x7Fu >> n_bytes);
    for (size_t i = 1; i < n_bytes; i++) {
        if (((unsigned char)text[i] & 0xC0) != 0x80) {
            *character = first;
            return 1;
        }
        *character = *character << 6 | ((unsigned char)text[i] & 0x3F);
    }
    return n_bytes;
}

// Matches the set at `*pattern` (behind its bracket) and moves behind it. An unclosed set fails.
static bool match_set(const char **pattern, uint32_t wanted) {
    const char *at = *pattern;
    bool inverted = *at == '^' || *at == '!', found = false;
    at += inverted;
    for (bool first = true; *at && (*at != ']' || first); first = false) {
        uint32_t low, high;
        at += *at == '\\' && at[1];
        at += next_character(at, &low);
        high = low;
        if (at[0] == '-' && at[1] && at[1] != ']')
            at += 1 + next_character(at + 1, &high);
        found |= wanted >= low && wanted <= high;
    }
    if (*at != ']')
        return false;
    *pattern = at + 1;
    return found != inverted;
}

// Matches one pattern element against one character; moves the pattern behind the element.
static bool match_one(const char **pattern, uint32_t character) {
    uint32_t wanted;
    switch (**pattern) {
    case '?':
        ++*pattern;
        return true;
    case '[':
        ++*pattern;
        return match_set(pattern, character);
    case '\\':
        if ((*pattern)[1])
            ++*pattern;
        break;
    default:
        break;
    }
    if (!**pattern)
        return false;
    *pattern += next_character(*pattern, &wanted);
    return wanted == character;
}

bool glob_match(const char *pattern, const char *name) {
    const char *star = NULL, *star_name = NULL;
    uint32_t character;
    while (*name) {
        if (*pattern == '*') {
            star = ++pattern;
            star_name = name;
            continue;
        }
        const char *next = pattern;
        const size_t n_bytes = next_character(name, &character);
        if (match_one(&next, character)) {
            pattern = next;
            name += n_bytes;
        } else if (star) {
            star_name += next_character(star_name, &character);
            name = star_name;
            pattern = star;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return *pattern == '\0';
}

// The brace that closes the one at `open`, NULL if none does.
static const char *closing_brace(const char *open) {
    int depth = 0;
    for (const char *at = open; *at; at++) {
        if (*at == '\\' && at[1])
            at++;
        else if (*at == '{')
            depth++;
        else if (*at == '}' && --depth == 0)
            return at;
    }
    return NULL;
}

// The first brace that is closed, NULL if there is none.
static const char *opening_brace(const char *pattern) {
    for (const char *at = pattern; *at; at++) {
        if (*at == '\\' && at[1])
            at++;
        else if (*at == '{' && closing_brace(at))
            return at;
    }
    return NULL;
}

// The end of the alternative that begins at `at`: a comma of this depth or the closing brace.
static const char *alternative_end(const char *at, const char *close) {
    int depth = 0;
    for (; at < close; at++) {
        if (*at == '\\' && at + 1 < close)
            at++;
        else if (*at == '{')
            depth++;
        else if (*at == '}')
            depth--;
        else if (*at == ',' && depth == 0)
            return at;
    }
    return close;
}

const char **glob_alternatives(Arena *arena, const char *pattern, size_t max_alternatives,
                               size_t *n_alternatives) {
    size_t n = 1, capacity = 16;
    const char **list = ARENA_NEW_ARRAY(arena, const char *, capacity);
    list[0] = pattern;
    for (size_t i = 0; i < n;) {
        const char *whole = list[i], *open = opening_brace(whole);
        if (!open) {
            i++;
            continue;
        }
        const char *close = closing_brace(open);
        size_t n_made = 0;
        for (const char *at = open + 1; at <= close; n_made++) {
            const char *end = alternative_end(at, close);
            const char *made = arena_printf(arena, "%.*s%.*s%s", (int)(open - whole), whole,
                                            (int)(end - at), at, close + 1);
            if (n == max_alternatives)
                return NULL;
            if (n == capacity) {
                const char **larger = ARENA_NEW_ARRAY(arena, const char *, 2 * capacity);
                memcpy(larger, list, n * sizeof *list);
                list = larger;
                capacity *= 2;
            }
            if (n_made == 0)
                list[i] = made;
            else
                list[n++] = made;
            at = end + 1;
        }
    }
    *n_alternatives = n;
    return list;
}
