// SPDX-License-Identifier: Apache-2.0
//
// Look-up in keywords.def. The table is sorted; a word is found by bisection.

#include <string.h>
#include <strings.h>

#include "lang/token.h"

typedef struct Keyword {
    const char *word;
    int token;
    WordClass class;
} Keyword;

static const Keyword keywords[] = {
#define KEYWORD(token, word, class) {word, T_##token, WORD_##class},
#include "lang/keywords.def"
};

enum { N_KEYWORDS = sizeof keywords / sizeof *keywords, LONGEST_KEYWORD = 16 };

static const Keyword *find(const char *word, size_t n_bytes) {
    if (n_bytes > LONGEST_KEYWORD || memchr(word, '\0', n_bytes))
        return NULL;
    size_t low = 0, high = N_KEYWORDS;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strncasecmp(word, keywords[middle].word, n_bytes);
        if (order == 0 && keywords[middle].word[n_bytes])
            order = -1;
        if (order == 0)
            return &keywords[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

int keyword_token(const char *word, size_t n_bytes) {
    const Keyword *keyword = find(word, n_bytes);
    return keyword ? keyword->token : 0;
}

WordClass word_class(const char *word) {
    const Keyword *keyword = find(word, strlen(word));
    return keyword ? keyword->class : WORD_FREE;
}

const char *nearest_keyword(const char *word) {
    const char *words[N_KEYWORDS];
    for (size_t i = 0; i < N_KEYWORDS; i++)
        words[i] = keywords[i].word;
    return nearest_name(word, words, N_KEYWORDS);
}
