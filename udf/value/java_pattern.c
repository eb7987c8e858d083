// SPDX-License-Identifier: Apache-2.0
//
// One pass over the pattern. What differs from PCRE2 is rewritten: the dot and $ know Java's line
// ends; character classes may be nested and intersected ([a-z&&[^aeiou]]), which become
// alternatives and look-aheads of one character; \p{...} has Java's names and ASCII meanings;
// escapes that Java does not have are errors.

#include "udf/value/java_pattern.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_DEPTH = 200, FLAG_LETTERS = 8 };

typedef struct Flags {
    bool dot_all, multiline, comments;
} Flags;

// What depends on the texts that will be matched.
typedef struct Dialect {
    const char *no_line_end; // a character that is none
    const char *end_of_text; // Java's $
    // At \b and \B letters and digits of all scripts are word characters, though not at \w.
    const char *word_end;
    const char *no_word_end;
} Dialect;

#define WORD      "[\\p{L}\\p{Nd}_]"
#define WORD_END  "(?:(?<=" WORD ")(?!" WORD ")|(?<!" WORD ")(?=" WORD "))"
#define LINE_ENDS "\\n\\r\\x{85}\\x{2028}\\x{2029}"

static const Dialect unicode_dialect = {
    .no_line_end = "[^" LINE_ENDS "]",
    .end_of_text = "(?=(?:\\r\\n|[" LINE_ENDS "])?\\z)",
    .word_end = WORD_END,
    .no_word_end = "(?!" WORD_END ")",
};

static const Dialect ascii_dialect = {
    .no_line_end = "[^\\n\\r]",
    .end_of_text = "(?=(?:\\r\\n|[\\n\\r])?\\z)",
    .word_end = "\\b",
    .no_word_end = "\\B",
};

typedef struct Rewriter {
    const Dialect *dialect;
    const char *start;
    const char *at;
    const char *end;
    Text *out;
    Text *why;
    Flags flags;
    unsigned n_groups; // opened so far
    unsigned all_groups;
    int depth;
    bool unicode;
    bool failed;
} Rewriter;

static bool fail(Rewriter *r, const char *reason) {
    if (!r->failed)
        text_append_string(r->why, reason);
    r->failed = true;
    return false;
}

static bool looking_at(const Rewriter *r, const char *word) {
    size_t n = strlen(word);
    return (size_t)(r->end - r->at) >= n && memcmp(r->at, word, n) == 0;
}

static bool accept(Rewriter *r, const char *word) {
    if (!looking_at(r, word))
        return false;
    r->at += strlen(word);
    return true;
}

static void emit(Rewriter *r, const char *text) {
    text_append_string(r->out, text);
}

static void emit_code_point(Rewriter *r, uint32_t c) {
    text_printf(r->out, "\\x{%X}", c);
}

// One byte of literal text; bytes beyond ASCII are passed on.
static void emit_literal(Rewriter *r, char c) {
    if (strchr("\\^$.|?*+()[]{}-#&~ \t\n", c) && c)
        text_append_char(r->out, '\\');
    if (c == '\0')
        emit(r, "\\x{0}");
    else
        text_append_char(r->out, c);
}

// --- escapes -------------------------------------------------------------------------------------

static int hex_digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_hex(Rewriter *r, int n, uint32_t *value) {
    if (r->end - r->at < n)
        return fail(r, "Illegal hexadecimal escape sequence");
    *value = 0;
    for (int i = 0; i < n; i++) {
        int digit = hex_digit(*r->at);
        if (digit < 0)
            return fail(r, "Illegal hexadecimal escape sequence");
        *value = *value * 16 + (uint32_t)digit;
        r->at++;
    }
    return true;
}

// "\\uXXXX" behind the u, with the second half of a surrogate pair.
static bool read_unicode(Rewriter *r, uint32_t *c) {
    if (!read_hex(r, 4, c))
        return false;
    if (*c >= 0xD800 && *c < 0xDC00 && accept(r, "\\u")) {
        uint32_t low;
        if (!read_hex(r, 4, &low))
            return false;
        if (low >= 0xDC00 && low < 0xE000)
            *c = 0x10000 + ((*c - 0xD800) << 10) + (low - 0xDC00);
    }
    return true;
}

static bool read_braced_hex(Rewriter *r, uint32_t *c) {
    *c = 0;
    while (r->at < r->end && *r->at != '}') {
        int digit = hex_digit(*r->at++);
        if (digit < 0 || *c > 0x10FFFF)
            return fail(r, "Illegal hexadecimal escape sequence");
        *c = *c * 16 + (uint32_t)digit;
    }
    if (!accept(r, "}") || *c > 0x10FFFF)
        return fail(r, "Unclosed hexadecimal escape sequence");
    return true;
}

// Up to three octal digits, at most 0377.
static bool read_octal(Rewriter *r, uint32_t *c) {
    *c = 0;
    int n = 0;
    while (n < 3 && r->at < r->end && *r->at >= '0' && *r->at <= '7' &&
           *c * 8 + (uint32_t)(*r->at - '0') <= 0377) {
        *c = *c * 8 + (uint32_t)(*r->at++ - '0');
        n++;
    }
    return n > 0 || fail(r, "Illegal octal escape sequence");
}

// Escapes that stand for one character; *known is false for others (then nothing is read).
static bool read_character_escape(Rewriter *r, uint32_t *c, bool *known) {
    *known = true;
    switch (*r->at) {
    case 'u':
        r->at++;
        return read_unicode(r, c);
    case 'x':
        r->at++;
        return accept(r, "{") ? read_braced_hex(r, c) : read_hex(r, 2, c);
    case '0':
        r->at++;
        return read_octal(r, c);
    case 'c':
        if (r->end - r->at < 2)
            return fail(r, "Illegal control escape sequence");
        *c = (uint32_t)(unsigned char)r->at[1] ^ 64;
        r->at += 2;
        return true;
    default: {
        static const char letters[] = "tnrfae";
        static const char values[] = "\t\n\r\f\a\033";
        const char *letter = strchr(letters, *r->at);
        if (letter && *letter) {
            *c = (uint32_t)values[letter - letters];
            r->at++;
            return true;
        }
        *known = false;
        return true;
    }
    }
}

// Names of \p{...} whose meaning is not PCRE2's; the text goes into a class.
typedef struct Property {
    const char *name;
    const char *inside;
} Property;

static const Property properties[] = {
    {"Lower", "a-z"},
    {"Upper", "A-Z"},
    {"ASCII", "\\x00-\\x7F"},
    {"Alpha", "a-zA-Z"},
    {"Digit", "0-9"},
    {"Alnum", "a-zA-Z0-9"},
    {"Punct", "!-/:-@\\[-`{-~"},
    {"Graph", "!-~"},
    {"Print", "\\x20-~"},
    {"Blank", "\\x20\\t"},
    {"Cntrl", "\\x00-\\x1F\\x7F"},
    {"XDigit", "0-9a-fA-F"},
    {"Space", "\\x20\\t\\n\\x0B\\f\\r"},
    {"javaLowerCase", "\\p{Ll}"},
    {"javaUpperCase", "\\p{Lu}"},
    {"javaTitleCase", "\\p{Lt}"},
    {"javaAlphabetic", "\\p{L}\\p{Nl}"},
    {"javaLetter", "\\p{L}"},
    {"javaDigit", "\\p{Nd}"},
    {"javaLetterOrDigit", "\\p{L}\\p{Nd}"},
    {"javaWhitespace", "\\t-\\r\\x1C-\\x20\\x{1680}\\x{2000}-\\x{2006}\\x{2008}-\\x{200A}"
                       "\\x{2028}\\x{2029}\\x{205F}\\x{3000}"},
    {"javaSpaceChar", "\\p{Z}"},
    {"IsAlphabetic", "\\p{L}\\p{Nl}"},
    {"IsLetter", "\\p{L}"},
    {"IsIdeographic", "\\p{Han}"},
    {"IsLowercase", "\\p{Ll}"},
    {"IsUppercase", "\\p{Lu}"},
    {"IsTitlecase", "\\p{Lt}"},
    {"IsPunctuation", "\\p{P}"},
    {"IsControl", "\\p{Cc}"},
    {"IsWhite_Space", "\\t-\\r\\x20\\x{85}\\p{Z}"},
    {"IsDigit", "\\p{Nd}"},
    {"IsHex_Digit", "0-9a-fA-F\\x{FF10}-\\x{FF19}\\x{FF21}-\\x{FF26}\\x{FF41}-\\x{FF46}"},
    {"InBasicLatin", "\\x00-\\x7F"},
    {"InBASIC_LATIN", "\\x00-\\x7F"},
    {"InLatin-1Supplement", "\\x{80}-\\x{FF}"},
    {"InGreek", "\\x{370}-\\x{3FF}"},
    {"InCyrillic", "\\x{400}-\\x{4FF}"},
    {"InHebrew", "\\x{590}-\\x{5FF}"},
    {"InArabic", "\\x{600}-\\x{6FF}"},
    {"InHiragana", "\\x{3040}-\\x{309F}"},
    {"InKatakana", "\\x{30A0}-\\x{30FF}"},
    {"InCJKUnifiedIdeographs", "\\x{4E00}-\\x{9FFF}"},
    {"InCJK_UNIFIED_IDEOGRAPHS", "\\x{4E00}-\\x{9FFF}"},
    {"InHangulSyllables", "\\x{AC00}-\\x{D7AF}"},
};

// Drops a prefix such as "script=" or "Is"; what is left names a script or a general category.
static const char *plain_name(const char *name) {
    static const char *const prefixes[] = {"script=", "sc=", "general_category=", "gc=", "Is"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t n = strlen(prefixes[i]);
        if (strncmp(name, prefixes[i], n) == 0)
            return name + n;
    }
    return name;
}

// \p{Name}, \pL, \P{Name}: r stands behind the p or P.
static bool rewrite_property(Rewriter *r, bool negated) {
    char name[64];
    size_t n = 0;
    if (accept(r, "{")) {
        while (r->at < r->end && *r->at != '}' && n + 1 < sizeof name)
            name[n++] = *r->at++;
        if (!accept(r, "}"))
            return fail(r, "Unclosed character family");
    } else if (r->at < r->end) {
        name[n++] = *r->at++;
    }
    name[n] = '\0';
    if (n == 0)
        return fail(r, "Empty character family");
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
        if (strcmp(name, properties[i].name) != 0)
            continue;
        text_printf(r->out, "[%s%s]", negated ? "^" : "", properties[i].inside);
        return true;
    }
    if (strncmp(name, "In", 2) == 0 && n > 2)
        return fail(r, "Unknown character block name");
    text_printf(r->out, "\\%c{%s}", negated ? 'P' : 'p', plain_name(name));
    return true;
}

static void rewrite_quote(Rewriter *r) {
    while (r->at < r->end && !accept(r, "\\E"))
        emit_literal(r, *r->at++);
}

// --- classes -------------------------------------------------------------------------------------

// The parts of a class, each a PCRE2 expression that matches one character.
typedef struct ClassParts {
    Text plain;  // what goes between brackets
    Text others; // alternatives, each with a leading |
} ClassParts;

static bool rewrite_class(Rewriter *r, Text *out);

// One character of a class, which may begin a range. *set: it was a set (\d, \p{L}) and has been
// appended to `plain`.
static bool class_character(Rewriter *r, Text *plain, Text *others, uint32_t *c, bool *set) {
    *set = false;
    if (*r->at != '\\') {
        const unsigned char *p = (const unsigned char *)r->at;
        int n = *p < 0xC0 ? 1 : *p < 0xE0 ? 2 : *p < 0xF0 ? 3 : 4;
        if (r->end - r->at < n)
            return fail(r, "Malformed text in pattern");
        *c = n == 1   ? p[0]
             : n == 2 ? (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu)
             : n == 3 ? (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu)
                      : (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 |
                            (p[3] & 0x3Fu);
        r->at += n;
        return true;
    }
    if (++r->at == r->end)
        return fail(r, "Unexpected internal error");
    bool known;
    if (!read_character_escape(r, c, &known) || known)
        return !r->failed;
    char letter = *r->at++;
    if (strchr("dDsSwWhHvV", letter)) {
        text_append_char(plain, '\\');
        text_append_char(plain, letter);
        *set = true;
        return true;
    }
    if (letter == 'p' || letter == 'P') {
        Text *saved = r->out;
        text_append_char(others, '|');
        r->out = others;
        bool done = rewrite_property(r, letter == 'P');
        r->out = saved;
        *set = true;
        return done;
    }
    if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
        (letter >= '1' && letter <= '9'))
        return fail(r, "Illegal/unsupported escape sequence");
    *c = (unsigned char)letter;
    return true;
}

static bool class_range(Rewriter *r, ClassParts *parts) {
    uint32_t low, high;
    bool set;
    if (!class_character(r, &parts->plain, &parts->others, &low, &set))
        return false;
    if (set)
        return true;
    high = low;
    if (r->end - r->at >= 2 && r->at[0] == '-' && r->at[1] != ']' && r->at[1] != '[') {
        r->at++;
        if (!class_character(r, &parts->plain, &parts->others, &high, &set))
            return false;
        if (set || high < low)
            return fail(r, "Illegal character range");
    }
    text_printf(&parts->plain, "\\x{%X}", low);
    if (high != low)
        text_printf(&parts->plain, "-\\x{%X}", high);
    return true;
}

static void class_quote(Rewriter *r, ClassParts *parts) {
    while (r->at < r->end && !accept(r, "\\E"))
        text_printf(&parts->plain, (unsigned char)*r->at < 0x80 ? "\\x{%X}" : "%c",
                    (unsigned char)*r->at),
            r->at++;
}

// The union up to "&&" or the closing bracket, as one expression. A bracket that comes first is a
// character, except behind "&&".
static bool class_union(Rewriter *r, Text *out, bool first) {
    ClassParts parts = {text_new(0), text_new(0)};
    bool good = true;
    while (good && r->at < r->end && !looking_at(r, "&&") && (*r->at != ']' || first)) {
        if (*r->at == '[') {
            r->at++;
            text_append_char(&parts.others, '|');
            good = rewrite_class(r, &parts.others);
        } else if (accept(r, "\\Q")) {
            class_quote(r, &parts);
        } else if (r->flags.comments && strchr(" \t\n", *r->at)) {
            r->at++;
            continue;
        } else {
            good = class_range(r, &parts);
        }
        first = false;
    }
    if (parts.plain.n_bytes && parts.others.n_bytes)
        text_printf(out, "(?:[%s]%s)", parts.plain.data, parts.others.data);
    else if (parts.plain.n_bytes)
        text_printf(out, "[%s]", parts.plain.data);
    else if (parts.others.n_bytes)
        text_printf(out, "(?:%s)", parts.others.data + 1);
    text_free(&parts.plain);
    text_free(&parts.others);
    return good;
}

// Behind the opening bracket: unions joined by &&, which become look-aheads, the last one reads.
static bool class_intersection(Rewriter *r, Text *inside, bool *single) {
    Text part = text_new(0);
    bool good = class_union(r, inside, true);
    *single = true;
    while (good && accept(r, "&&")) {
        text_clear(&part);
        good = class_union(r, &part, false);
        if (!good || part.n_bytes == 0)
            continue; // Java lets "&&" stand without a right side
        Text before = *inside;
        *inside = text_new(0);
        if (before.n_bytes)
            text_printf(inside, "(?:(?=%s)%s)", before.data, part.data);
        else
            text_append(inside, part.data, part.n_bytes);
        text_free(&before);
        *single = false;
    }
    text_free(&part);
    return good && (inside->n_bytes || fail(r, "Bad class syntax"));
}

static bool rewrite_class(Rewriter *r, Text *out) {
    if (++r->depth > MAX_DEPTH)
        return fail(r, "Pattern is nested too deeply");
    bool negated = accept(r, "^"), single;
    Text inside = text_new(0);
    bool good = class_intersection(r, &inside, &single);
    if (good && !accept(r, "]"))
        good = fail(r, "Unclosed character class");
    if (!negated)
        text_append(out, inside.data, inside.n_bytes);
    else if (single && inside.data[0] == '[')
        text_printf(out, "[^%s", inside.data + 1);
    else
        text_printf(out, "(?:(?!%s)(?s:.))", inside.data);
    text_free(&inside);
    r->depth--;
    return good;
}

// --- the rest ------------------------------------------------------------------------------------

// \1 \12: as many digits as still name a group; a group that does not exist never matches.
static void rewrite_back_reference(Rewriter *r) {
    unsigned number = (unsigned)(*r->at++ - '0');
    while (r->at < r->end && *r->at >= '0' && *r->at <= '9') {
        unsigned longer = number * 10 + (unsigned)(*r->at - '0');
        if (longer > r->all_groups)
            break;
        number = longer;
        r->at++;
    }
    if (number > r->all_groups)
        emit(r, "(?!)");
    else
        text_printf(r->out, "\\g{%u}", number);
}

// \k<name>, behind the k. The group must stand before.
static bool rewrite_named_reference(Rewriter *r) {
    char opening[80];
    const char *end = memchr(r->at, '>', (size_t)(r->end - r->at));
    size_t n = end ? (size_t)(end + 1 - r->at) : 0;
    if (n < 3 || *r->at != '<' || n > sizeof opening - 2)
        return fail(r, "\\k is not followed by '<' for named capturing group");
    memcpy(opening, "(?", 2);
    memcpy(opening + 2, r->at, n);
    if (!memmem(r->start, (size_t)(r->at - r->start), opening, n + 2))
        return fail(r, "Named capturing group does not exist");
    emit(r, "\\k");
    text_append(r->out, r->at, n);
    r->at = end + 1;
    return true;
}

// An assertion, which PCRE2 does not let be repeated unless it is a group.
static void emit_assertion(Rewriter *r, const char *assertion) {
    bool repeated = r->at < r->end && strchr("*+?{", *r->at) && *r->at;
    text_printf(r->out, repeated ? "(?:%s)" : "%s", assertion);
}

static bool rewrite_escape(Rewriter *r) {
    if (r->at == r->end)
        return fail(r, "Unexpected internal error");
    uint32_t c;
    bool known;
    if (!read_character_escape(r, &c, &known))
        return false;
    if (known) {
        emit_code_point(r, c);
        return true;
    }
    char letter = *r->at;
    if (letter >= '1' && letter <= '9') {
        rewrite_back_reference(r);
        return true;
    }
    r->at++;
    if (letter == 'Q') {
        rewrite_quote(r);
    } else if (letter == 'p' || letter == 'P') {
        return rewrite_property(r, letter == 'P');
    } else if (letter == 'Z') {
        emit_assertion(r, r->dialect->end_of_text);
    } else if (letter == 'b' || letter == 'B') {
        emit_assertion(r, letter == 'b' ? r->dialect->word_end : r->dialect->no_word_end);
    } else if (strchr("AGz", letter)) {
        emit_assertion(r, (char[]){'\\', letter, '\0'});
    } else if (strchr("DSW",
                      letter)) { // alone, the just-in-time code misses characters beyond ASCII
        text_printf(r->out, "[^\\%c]", letter | 0x20);
    } else if (letter == 'k') {
        return rewrite_named_reference(r);
    } else if (strchr("dhHRsvVwX", letter)) {
        text_append_char(r->out, '\\');
        text_append_char(r->out, letter);
    } else if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')) {
        return fail(r, "Illegal/unsupported escape sequence");
    } else {
        emit_literal(r, letter);
    }
    return true;
}

static void set_flag(Rewriter *r, char letter, bool on) {
    switch (letter) {
    case 's':
        r->flags.dot_all = on;
        break;
    case 'm':
        r->flags.multiline = on;
        break;
    case 'x':
        r->flags.comments = on;
        break;
    case 'U':
        r->unicode |= on;
        break;
    default:
        break;
    }
}

static bool rewrite_group_body(Rewriter *r);

// (?i), (?i-s:...): letters that PCRE2 knows are passed on.
static bool rewrite_flags(Rewriter *r) {
    char on[FLAG_LETTERS + 1] = "", off[FLAG_LETTERS + 1] = "";
    size_t n_on = 0, n_off = 0;
    bool negative = false;
    Flags before = r->flags;
    for (; r->at < r->end && *r->at != ')' && *r->at != ':'; r->at++) {
        if (*r->at == '-' && !negative) {
            negative = true;
            continue;
        }
        if (!strchr("idmsuxU", *r->at) || n_on == FLAG_LETTERS || n_off == FLAG_LETTERS)
            return fail(r, "Unknown inline modifier");
        set_flag(r, *r->at, !negative);
        if (!strchr("imsx", *r->at))
            continue;
        if (negative)
            off[n_off++] = *r->at;
        else
            on[n_on++] = *r->at;
    }
    if (r->at == r->end)
        return fail(r, "Unknown inline modifier");
    text_printf(r->out, "(?%s%s%s%c", on, n_off ? "-" : "", off, *r->at);
    if (*r->at++ == ')')
        return true; // holds to the end of the enclosing group, which restores the flags
    bool good = rewrite_group_body(r);
    r->flags = before;
    return good;
}

static bool rewrite_group(Rewriter *r) {
    static const char *const kinds[] = {"?:", "?=", "?!", "?>", "?<=", "?<!"};
    Flags before = r->flags;
    text_append_char(r->out, '(');
    bool plain = true;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && plain; i++) {
        if (accept(r, kinds[i])) {
            emit(r, kinds[i]);
            plain = false;
        }
    }
    if (plain && accept(r, "?<")) {
        emit(r, "?<");
        r->n_groups++;
    } else if (plain && accept(r, "?")) {
        text_truncate(r->out, r->out->n_bytes - 1);
        return rewrite_flags(r);
    } else if (plain) {
        r->n_groups++;
        if (looking_at(r, "*"))
            return fail(r, "Dangling meta character '*'");
    }
    bool good = rewrite_group_body(r);
    r->flags = before;
    return good;
}

// {n}, {n,}, {n,m}: anything else behind { is an error in Java.
static bool rewrite_repetition(Rewriter *r) {
    const char *p = r->at;
    while (p < r->end && *p >= '0' && *p <= '9')
        p++;
    bool digits = p > r->at;
    if (p < r->end && *p == ',')
        for (p++; p < r->end && *p >= '0' && *p <= '9';)
            p++;
    if (!digits || p == r->end || *p != '}')
        return fail(r, "Illegal repetition");
    text_append_char(r->out, '{');
    text_append(r->out, r->at, (size_t)(p + 1 - r->at));
    r->at = p + 1;
    return true;
}

static bool rewrite_comment(Rewriter *r) {
    while (r->at < r->end && *r->at != '\n')
        r->at++;
    return true;
}

static bool rewrite_one(Rewriter *r) {
    char c = *r->at++;
    switch (c) {
    case '\\':
        return rewrite_escape(r);
    case '[':
        return rewrite_class(r, r->out);
    case '(':
        return rewrite_group(r);
    case '{':
        return rewrite_repetition(r);
    case '.':
        emit(r, r->flags.dot_all ? "(?s:.)" : r->dialect->no_line_end);
        return true;
    case '$':
        emit_assertion(r, r->flags.multiline ? "$" : r->dialect->end_of_text);
        return true;
    case '^':
        emit_assertion(r, "^");
        return true;
    case '#':
        if (r->flags.comments)
            return rewrite_comment(r);
        emit(r, "\\#");
        return true;
    case '\0':
        emit(r, "\\x{0}");
        return true;
    default:
        text_append_char(r->out, c);
        return true;
    }
}

// Up to and with the closing parenthesis.
static bool rewrite_group_body(Rewriter *r) {
    if (++r->depth > MAX_DEPTH)
        return fail(r, "Pattern is nested too deeply");
    while (r->at < r->end && *r->at != ')')
        if (!rewrite_one(r))
            return false;
    if (!accept(r, ")"))
        return fail(r, "Unclosed group");
    text_append_char(r->out, ')');
    r->depth--;
    return true;
}

// Groups that capture; classes and quotes are stepped over.
static unsigned count_groups(const char *p, const char *end) {
    unsigned n = 0;
    int brackets = 0;
    for (; p < end; p++) {
        if (*p == '\\' && p + 1 < end) {
            p++;
            if (*p == 'Q') {
                while (p + 1 < end && !(p[0] == '\\' && p[1] == 'E'))
                    p++;
            }
        } else if (*p == '[') {
            brackets++;
        } else if (*p == ']' && brackets) {
            brackets--;
        } else if (*p == '(' && !brackets) {
            bool special = p + 1 < end && p[1] == '?';
            bool named = special && p + 3 < end && p[2] == '<' && p[3] != '=' && p[3] != '!';
            n += !special || named;
        }
    }
    return n;
}

bool java_pattern_rewrite(const char *pattern, size_t n_bytes, PatternOptions options, Text *out,
                          bool *unicode, Text *why) {
    Rewriter r = {.start = pattern,
                  .at = pattern,
                  .end = pattern + n_bytes,
                  .out = out,
                  .why = why,
                  .flags = {.dot_all = options.dot_all},
                  .dialect = options.ascii ? &ascii_dialect : &unicode_dialect,
                  .all_groups = count_groups(pattern, pattern + n_bytes)};
    while (r.at < r.end && !r.failed) {
        if (*r.at == ')')
            fail(&r, "Unmatched closing ')'");
        else
            rewrite_one(&r);
    }
    *unicode = r.unicode;
    return !r.failed && !text_is_full(out);
}
