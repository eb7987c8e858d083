// SPDX-License-Identifier: Apache-2.0
//
// Characters, escapes and classes of Java's patterns. Classes may be nested and intersected
// ([a-z&&[^aeiou]]): they become alternatives and look-aheads of one character.

#include "udf/value/java_rewriter.h"

#include <string.h>
#include <uniname.h>

// Half of a surrogate pair, alone, is in no text: a noncharacter stands for it.
enum { NO_CHARACTER = 0x10FFFF, DOTLESS_I = 0x131, DOTTED_I = 0x130, SHARP_S = 0xDF };

#define ALL_I "iI\\x{130}\\x{131}" // one letter where (?iu) is on

static bool is_surrogate(uint32_t c) {
    return c >= 0xD800 && c < 0xE000;
}

static bool is_ascii_letter(uint32_t c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool folds_ascii(const Rewriter *r) {
    return r->flags.ignore_case && !rewriter_passes_case(r);
}

static bool folds_unicode(const Rewriter *r) {
    return r->flags.ignore_case && r->flags.unicode_case && !r->options.ascii;
}

void rewriter_emit_character(Rewriter *r, uint32_t c) {
    c = is_surrogate(c) ? NO_CHARACTER : c;
    if (folds_ascii(r) && is_ascii_letter(c))
        text_printf(r->out, "[%c%c]", (char)(c | 0x20), (char)(c & ~0x20u));
    else if (folds_unicode(r) && (c == 'i' || c == 'I' || c == DOTTED_I || c == DOTLESS_I))
        text_append_string(r->out, "[" ALL_I "]");
    else if (folds_unicode(r) && c == SHARP_S)
        text_append_string(r->out, "(?-i:\\x{DF})");
    else if (c == '\0' || c >= 0x80)
        text_printf(r->out, "\\x{%X}", c);
    else
        text_printf(r->out, strchr("\\^$.|?*+()[]{}-#&~ \t\n", (int)c) ? "\\%c" : "%c", (char)c);
}

bool rewriter_read_character(Rewriter *r, uint32_t *c) {
    const unsigned char *p = (const unsigned char *)r->at;
    int n = *p < 0xC0 ? 1 : *p < 0xE0 ? 2 : *p < 0xF0 ? 3 : 4;
    if (r->end - r->at < n)
        return rewriter_fail(r, "Malformed text in pattern");
    static const unsigned char mask[] = {0, 0xFF, 0x1F, 0x0F, 0x07};
    *c = p[0] & mask[n];
    for (int i = 1; i < n; i++)
        *c = *c << 6 | (p[i] & 0x3Fu);
    r->at += n;
    return true;
}

// ---- escapes ----

static int hex_digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_hex(Rewriter *r, int n, uint32_t *value) {
    if (r->end - r->at < n)
        return rewriter_fail(r, "Illegal hexadecimal escape sequence");
    *value = 0;
    for (int i = 0; i < n; i++) {
        int digit = hex_digit(*r->at);
        if (digit < 0)
            return rewriter_fail(r, "Illegal hexadecimal escape sequence");
        *value = *value * 16 + (uint32_t)digit;
        r->at++;
    }
    return true;
}

// "\\uXXXX" behind the u, with the second half of a surrogate pair.
static bool read_unicode(Rewriter *r, uint32_t *c) {
    if (!read_hex(r, 4, c))
        return false;
    const char *behind = r->at;
    if (*c >= 0xD800 && *c < 0xDC00 && rewriter_accept(r, "\\u")) {
        uint32_t low;
        if (!read_hex(r, 4, &low))
            return false;
        if (low >= 0xDC00 && low < 0xE000)
            *c = 0x10000 + ((*c - 0xD800) << 10) + (low - 0xDC00);
        else
            r->at = behind;
    }
    return true;
}

static bool read_braced_hex(Rewriter *r, uint32_t *c) {
    *c = 0;
    while (r->at < r->end && *r->at != '}') {
        int digit = hex_digit(*r->at++);
        if (digit < 0 || *c > 0x10FFFF)
            return rewriter_fail(r, "Illegal hexadecimal escape sequence");
        *c = *c * 16 + (uint32_t)digit;
    }
    if (!rewriter_accept(r, "}") || *c > 0x10FFFF)
        return rewriter_fail(r, "Unclosed hexadecimal escape sequence");
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
    return n > 0 || rewriter_fail(r, "Illegal octal escape sequence");
}

// \N{LATIN SMALL LETTER A}, behind the N.
static bool read_named(Rewriter *r, uint32_t *c) {
    char name[128];
    const char *end = memchr(r->at, '}', (size_t)(r->end - r->at));
    if (!rewriter_accept(r, "{") || !end || (size_t)(end - r->at) >= sizeof name)
        return rewriter_fail(r, "Illegal character name escape sequence");
    memcpy(name, r->at, (size_t)(end - r->at));
    name[end - r->at] = '\0';
    r->at = end + 1;
    *c = unicode_name_character(name);
    return *c != UNINAME_INVALID || rewriter_fail(r, "Unknown character name");
}

bool rewriter_read_escape(Rewriter *r, uint32_t *c, bool *known) {
    *known = true;
    switch (*r->at) {
    case 'u':
        r->at++;
        return read_unicode(r, c);
    case 'x':
        r->at++;
        return rewriter_accept(r, "{") ? read_braced_hex(r, c) : read_hex(r, 2, c);
    case '0':
        r->at++;
        return read_octal(r, c);
    case 'N':
        r->at++;
        return read_named(r, c);
    case 'c':
        if (r->end - r->at < 2)
            return rewriter_fail(r, "Illegal control escape sequence");
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

// ---- properties ----

// The inside of a class as an expression of its own; a leading ^ in it turns it over, as does
// `negated`.
static void append_class(const char *inside, bool negated, Text *to) {
    bool turned = *inside == '^';
    text_printf(to, "[%s%s]", turned != negated ? "^" : "", inside + turned);
}

// Reads a name behind \p; appends the inside of its class.
static bool read_property(Rewriter *r, Text *inside) {
    char name[64];
    size_t n = 0;
    if (rewriter_accept(r, "{")) {
        while (r->at < r->end && *r->at != '}' && n + 1 < sizeof name)
            name[n++] = *r->at++;
        if (!rewriter_accept(r, "}"))
            return rewriter_fail(r, "Unclosed character family");
    } else if (r->at < r->end) {
        name[n++] = *r->at++;
    }
    name[n] = '\0';
    if (n == 0)
        return rewriter_fail(r, "Empty character family");
    const char *refused = java_property(name, rewriter_property_flags(r), inside);
    return !refused || rewriter_fail(r, refused);
}

bool rewriter_property(Rewriter *r, bool negated) {
    Text inside = text_new(0);
    bool done = read_property(r, &inside);
    if (done)
        append_class(inside.data, negated, r->out);
    text_free(&inside);
    return done;
}

// A class also where an escape would do: alone, \D loses characters beyond ASCII in just-in-time
// code.
void rewriter_predefined(Rewriter *r, char letter) {
    bool negated = letter < 'a';
    append_class(java_predefined((char)(letter | 0x20), rewriter_property_flags(r)), negated,
                 r->out);
}

// ---- classes ----

// The parts of a class, each a PCRE2 expression that matches one character.
typedef struct ClassParts {
    Text plain;  // what goes between brackets
    Text others; // alternatives, each with a leading |
} ClassParts;

static void add_set(ClassParts *parts, const char *inside, bool negated) {
    if (!negated && *inside != '^') {
        text_append_string(&parts->plain, inside);
        return;
    }
    text_append_char(&parts->others, '|');
    append_class(inside, negated, &parts->others);
}

// The part of low..high between first and last, moved by `distance`.
static void add_other_case(Text *plain, uint32_t low, uint32_t high, char first, char last,
                           int distance) {
    uint32_t from = low > (uint32_t)first ? low : (uint32_t)first;
    uint32_t to = high < (uint32_t)last ? high : (uint32_t)last;
    if (from <= to)
        text_printf(plain, "%c-%c", (int)from + distance, (int)to + distance);
}

static void add_range(Rewriter *r, ClassParts *parts, uint32_t low, uint32_t high) {
    if (is_surrogate(low))
        low = is_surrogate(high) ? NO_CHARACTER : 0xE000;
    if (is_surrogate(high))
        high = low == NO_CHARACTER ? NO_CHARACTER : 0xD7FF;
    text_printf(&parts->plain, low == high ? "\\x{%X}" : "\\x{%X}-\\x{%X}", low, high);
    if (folds_ascii(r)) {
        add_other_case(&parts->plain, low, high, 'A', 'Z', 'a' - 'A');
        add_other_case(&parts->plain, low, high, 'a', 'z', 'A' - 'a');
    }
    static const uint32_t all_i[] = {'I', 'i', DOTTED_I, DOTLESS_I};
    for (int i = 0; i < 4 && folds_unicode(r); i++)
        if (low <= all_i[i] && all_i[i] <= high)
            text_append_string(&parts->plain, ALL_I);
}

// An escape that is a set, behind the backslash and not a character: added to the parts.
static bool class_set(Rewriter *r, ClassParts *parts, bool *set, uint32_t *c) {
    char letter = *r->at++;
    *set = true;
    if (strchr("dDsSwW", letter)) {
        const char *inside = java_predefined((char)(letter | 0x20), rewriter_property_flags(r));
        add_set(parts, inside, letter < 'a');
        return true;
    }
    if (strchr("hHvV", letter)) {
        text_printf(&parts->plain, "\\%c", letter);
        return true;
    }
    if (letter == 'p' || letter == 'P') {
        Text inside = text_new(0);
        bool done = read_property(r, &inside);
        if (done)
            add_set(parts, inside.data, letter == 'P');
        text_free(&inside);
        return done;
    }
    if (is_ascii_letter((unsigned char)letter) || (letter >= '1' && letter <= '9'))
        return rewriter_fail(r, "Illegal/unsupported escape sequence");
    *set = false;
    r->at--;
    return rewriter_read_character(r, c);
}

// One character of a class, which may begin a range. *set: it was a set (\d, \p{L}) and has been
// added.
static bool class_character(Rewriter *r, ClassParts *parts, uint32_t *c, bool *set) {
    *set = false;
    if (*r->at != '\\')
        return rewriter_read_character(r, c);
    if (++r->at == r->end)
        return rewriter_fail(r, "Unexpected internal error");
    bool known;
    if (!rewriter_read_escape(r, c, &known) || known)
        return !r->failed;
    return class_set(r, parts, set, c);
}

static bool class_range(Rewriter *r, ClassParts *parts) {
    uint32_t low, high;
    bool set;
    if (!class_character(r, parts, &low, &set))
        return false;
    if (set)
        return true;
    high = low;
    if (r->end - r->at >= 2 && r->at[0] == '-' && r->at[1] != ']' && r->at[1] != '[') {
        r->at++;
        if (!class_character(r, parts, &high, &set))
            return false;
        if (set || high < low)
            return rewriter_fail(r, "Illegal character range");
    }
    add_range(r, parts, low, high);
    return true;
}

static bool class_quote(Rewriter *r, ClassParts *parts) {
    uint32_t c;
    while (r->at < r->end && !rewriter_accept(r, "\\E")) {
        if (!rewriter_read_character(r, &c))
            return false;
        add_range(r, parts, c, c);
    }
    return true;
}

static void append_union(const ClassParts *parts, Text *out) {
    if (parts->plain.n_bytes && parts->others.n_bytes)
        text_printf(out, "(?:[%s]%s)", parts->plain.data, parts->others.data);
    else if (parts->plain.n_bytes)
        text_printf(out, "[%s]", parts->plain.data);
    else if (parts->others.n_bytes)
        text_printf(out, "(?:%s)", parts->others.data + 1);
}

// The union up to "&&" or the closing bracket, as one expression. A bracket that comes first is a
// character, except behind "&&".
static bool class_union(Rewriter *r, Text *out, bool first) {
    ClassParts parts = {text_new(0), text_new(0)};
    bool good = true;
    for (;; first = false) {
        rewriter_skip_comments(r);
        if (!good || r->at == r->end || (*r->at == ']' && !first))
            break;
        if (rewriter_accept(r, "&&") && !rewriter_looking_at(r, "&")) { // "&&&" begins with nothing
            r->at -= 2;
            break;
        }
        if (rewriter_accept(r, "[")) {
            text_append_char(&parts.others, '|');
            good = rewriter_class(r, &parts.others);
        } else if (rewriter_accept(r, "\\Q")) {
            good = class_quote(r, &parts);
        } else {
            good = class_range(r, &parts);
        }
    }
    append_union(&parts, out);
    text_free(&parts.plain);
    text_free(&parts.others);
    return good;
}

// Behind the opening bracket: unions joined by &&, which become look-aheads, the last one reads.
static bool class_intersection(Rewriter *r, Text *inside, bool *single) {
    Text part = text_new(0);
    bool good = class_union(r, inside, true);
    *single = true;
    while (good && rewriter_accept(r, "&&")) {
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
    return good && (inside->n_bytes || rewriter_fail(r, "Bad class syntax"));
}

bool rewriter_class(Rewriter *r, Text *out) {
    if (++r->depth > REWRITER_MAX_DEPTH)
        return rewriter_fail(r, "Pattern is nested too deeply");
    bool negated = rewriter_accept(r, "^"), single;
    Text inside = text_new(0);
    bool good = class_intersection(r, &inside, &single);
    if (good && !rewriter_accept(r, "]"))
        good = rewriter_fail(r, "Unclosed character class");
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
