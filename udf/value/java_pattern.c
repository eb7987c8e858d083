// SPDX-License-Identifier: Apache-2.0
//
// One pass over the pattern. What differs from PCRE2 is rewritten: the dot, ^ and $ know Java's
// line ends; case is that of ASCII letters unless (?u) says otherwise; classes and \p{...} have
// Java's meaning (java_class.c); look-behinds may vary in length; what Java does not have is an
// error.

#include "udf/value/java_rewriter.h"

#include <stdio.h>
#include <string.h>

enum { MOST_COUNT = 0x7FFFFFFF };
static const uint32_t UNBOUNDED = UINT32_MAX;

// What was read last: its greatest length in characters, for look-behinds.
typedef struct Atom {
    uint32_t width;
    bool group;
    bool nothing; // flags such as (?i), which cannot be repeated
} Atom;

// What depends on the texts that will be matched.
typedef struct Dialect {
    const char *no_line_end; // a character that is none
    const char *end_of_text; // Java's $
    const char *line_begin;  // ^ and $ where (?m) is on
    const char *line_end;
    // At \b and \B letters and digits of all scripts are word characters, though not at \w.
    const char *word_end;
    const char *no_word_end;
} Dialect;

#define WORD_END_OF(word) "(?:(?<=" word ")(?!" word ")|(?<!" word ")(?=" word "))"
#define WORD_END          WORD_END_OF("[\\p{L}\\p{Nd}\\p{Mn}_]")
#define UNICODE_WORD_END  WORD_END_OF("[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]")
#define BEHIND_CR         "(?!(?<=\\r)\\n)" // a CR and the LF behind it are one line end

static const Dialect unicode_dialect = {
    .no_line_end = "[^\\n\\r\\x{85}\\x{2028}\\x{2029}]",
    .end_of_text = "(?=(?:\\r\\n|(?<!\\r)\\n|[\\r\\x{85}\\x{2028}\\x{2029}])?\\z)",
    .line_begin = "(?<![^\\n\\r\\x{85}\\x{2028}\\x{2029}])" BEHIND_CR "(?!\\z)",
    .line_end = BEHIND_CR "(?![^\\n\\r\\x{85}\\x{2028}\\x{2029}])",
    .word_end = WORD_END,
    .no_word_end = "(?!" WORD_END ")",
};

static const Dialect ascii_dialect = {
    .no_line_end = "[^\\n\\r]",
    .end_of_text = "(?=(?:\\r\\n|(?<!\\r)\\n|\\r)?\\z)",
    .line_begin = "(?<![^\\n\\r])" BEHIND_CR "(?!\\z)",
    .line_end = BEHIND_CR "(?![^\\n\\r])",
    .word_end = "\\b",
    .no_word_end = "\\B",
};

// (?d): a line ends in LF only; (?U): word characters are those of \w.
static const Dialect unix_dialect = {
    .no_line_end = "[^\\n]",
    .end_of_text = "(?=\\n?\\z)",
    .line_begin = "(?<![^\\n])(?!\\z)",
    .line_end = "(?![^\\n])",
};

static const Dialect *dialect(const Rewriter *r) {
    return r->options.ascii ? &ascii_dialect : &unicode_dialect;
}

static const Dialect *line_dialect(const Rewriter *r) {
    return r->flags.unix_lines ? &unix_dialect : dialect(r);
}

bool rewriter_fail(Rewriter *r, const char *reason) {
    if (!r->failed)
        text_append_string(r->why, reason);
    r->failed = true;
    return false;
}

bool rewriter_looking_at(const Rewriter *r, const char *word) {
    size_t n = strlen(word);
    return (size_t)(r->end - r->at) >= n && memcmp(r->at, word, n) == 0;
}

bool rewriter_accept(Rewriter *r, const char *word) {
    if (!rewriter_looking_at(r, word))
        return false;
    r->at += strlen(word);
    return true;
}

void rewriter_skip_comments(Rewriter *r) {
    while (r->flags.comments && r->at < r->end && *r->at && strchr(" \t\n\v\f\r#", *r->at))
        if (*r->at++ == '#')
            while (r->at < r->end && *r->at != '\n' && *r->at != '\r')
                r->at++;
}

static void emit(Rewriter *r, const char *text) {
    text_append_string(r->out, text);
}

static bool emit_quote(Rewriter *r) {
    uint32_t c;
    while (r->at < r->end && !rewriter_accept(r, "\\E")) {
        if (!rewriter_read_character(r, &c))
            return false;
        rewriter_emit_character(r, c);
    }
    return true;
}

// An assertion, which PCRE2 does not let be repeated unless it is a group.
static bool emit_assertion(Rewriter *r, const char *assertion, Atom *atom) {
    atom->width = 0;
    rewriter_skip_comments(r);
    bool repeated = r->at < r->end && *r->at && strchr("*+?{", *r->at);
    text_printf(r->out, repeated ? "(?:%s)" : "%s", assertion);
    return true;
}

static bool is_digit(const Rewriter *r) {
    return r->at < r->end && *r->at >= '0' && *r->at <= '9';
}

// ---- escapes ----

// `kind` and `group` are PCRE2's reference: \g{1}, \k<name>.
static bool emit_reference(Rewriter *r, Atom *atom, const char *kind, const char *group, size_t n) {
    atom->width = UNBOUNDED;
    if (r->look_behinds)
        return rewriter_fail(r, "Look-behind group does not have an obvious maximum length");
    bool spelled_out = r->flags.ignore_case && !rewriter_passes_case(r);
    text_printf(r->out, "%s%s%.*s%s", spelled_out ? "(?i:" : "", kind, (int)n, group,
                spelled_out ? ")" : "");
    return true;
}

// \1 \12: as many digits as name a group before; a group that does not exist never matches.
static bool rewrite_back_reference(Rewriter *r, Atom *atom) {
    char group[16];
    unsigned number = (unsigned)(*r->at++ - '0');
    while (is_digit(r) && number * 10 + (unsigned)(*r->at - '0') <= r->n_groups)
        number = number * 10 + (unsigned)(*r->at++ - '0');
    if (number > r->all_groups)
        return emit_assertion(r, "(?!)", atom);
    int n = snprintf(group, sizeof group, "{%u}", number);
    return emit_reference(r, atom, "\\g", group, (size_t)n);
}

// \k<name>, behind the k. The group must stand before.
static bool rewrite_named_reference(Rewriter *r, Atom *atom) {
    char opening[80];
    const char *name = r->at, *end = memchr(r->at, '>', (size_t)(r->end - r->at));
    size_t n = end ? (size_t)(end + 1 - r->at) : 0;
    if (n < 3 || *r->at != '<' || n > sizeof opening - 2)
        return rewriter_fail(r, "\\k is not followed by '<' for named capturing group");
    memcpy(opening, "(?", 2);
    memcpy(opening + 2, r->at, n);
    if (!memmem(r->start, (size_t)(r->at - r->start), opening, n + 2))
        return rewriter_fail(r, "Named capturing group does not exist");
    r->at = end + 1;
    return emit_reference(r, atom, "\\k", name, n);
}

static bool rewrite_word_end(Rewriter *r, bool negated, Atom *atom) {
    if (rewriter_looking_at(r, "{g}"))
        return rewriter_fail(r, "\\b{g} is not known here");
    if (r->flags.unicode && !r->options.ascii)
        return emit_assertion(r, negated ? "(?!" UNICODE_WORD_END ")" : UNICODE_WORD_END, atom);
    return emit_assertion(r, negated ? dialect(r)->no_word_end : dialect(r)->word_end, atom);
}

// An escape of one letter that is not a character.
static bool rewrite_letter_escape(Rewriter *r, char letter, Atom *atom) {
    switch (letter) {
    case 'Q':
        atom->width = (uint32_t)(r->end - r->at); // at most
        return emit_quote(r);
    case 'p':
    case 'P':
        return rewriter_property(r, letter == 'P');
    case 'Z':
        return emit_assertion(r, line_dialect(r)->end_of_text, atom);
    case 'b':
    case 'B':
        return rewrite_word_end(r, letter == 'B', atom);
    case 'A':
    case 'G':
    case 'z':
        return emit_assertion(r, (char[]){'\\', letter, '\0'}, atom);
    case 'k':
        return rewrite_named_reference(r, atom);
    default:
        break;
    }
    if (strchr("dDsSwW", letter)) {
        rewriter_predefined(r, letter);
        return true;
    }
    if (!strchr("hHRvVX", letter))
        return rewriter_fail(r, "Illegal/unsupported escape sequence");
    atom->width = letter == 'X' ? UNBOUNDED : letter == 'R' ? 2 : 1;
    text_printf(r->out, "\\%c", letter);
    return true;
}

static bool rewrite_escape(Rewriter *r, Atom *atom) {
    if (r->at == r->end)
        return rewriter_fail(r, "Unexpected internal error");
    uint32_t c;
    bool known;
    if (!rewriter_read_escape(r, &c, &known))
        return false;
    char letter = known ? '\0' : *r->at;
    if (letter >= '1' && letter <= '9')
        return rewrite_back_reference(r, atom);
    if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')) {
        r->at++;
        return rewrite_letter_escape(r, letter, atom);
    }
    if (!known && !rewriter_read_character(r, &c))
        return false;
    rewriter_emit_character(r, c);
    return true;
}

// ---- groups ----

static void set_flag(PatternFlags *flags, char letter, bool on) {
    switch (letter) {
    case 'd':
        flags->unix_lines = on;
        break;
    case 'i':
        flags->ignore_case = on;
        break;
    case 'm':
        flags->multiline = on;
        break;
    case 's':
        flags->dot_all = on;
        break;
    case 'x':
        flags->comments = on;
        break;
    case 'U':
        flags->unicode = on;
        flags->unicode_case |= on;
        break;
    default:
        flags->unicode_case = on;
        break;
    }
}

static bool rewrite_sequence(Rewriter *r, uint32_t *width);

static uint32_t add_widths(uint32_t a, uint32_t b) {
    return a > UNBOUNDED - b ? UNBOUNDED : a + b;
}

// What stands in a group, up to and with the closing parenthesis.
static bool rewrite_group_body(Rewriter *r, uint32_t *width) {
    if (++r->depth > REWRITER_MAX_DEPTH)
        return rewriter_fail(r, "Pattern is nested too deeply");
    PatternFlags before = r->flags;
    if (!rewrite_sequence(r, width))
        return false;
    if (!rewriter_accept(r, ")"))
        return rewriter_fail(r, "Unclosed group");
    text_append_char(r->out, ')');
    r->flags = before;
    r->depth--;
    return true;
}

// (?i), (?i-s:...), behind "(?". Only case is passed on.
static bool rewrite_flags(Rewriter *r, Atom *atom) {
    PatternFlags before = r->flags;
    bool on = true;
    for (; r->at < r->end && *r->at != ')' && *r->at != ':'; r->at++) {
        if (*r->at == '-' && on)
            on = false;
        else if (strchr("idmsuxU", *r->at))
            set_flag(&r->flags, *r->at, on);
        else
            return rewriter_fail(r, "Unknown inline modifier");
    }
    if (r->at == r->end)
        return rewriter_fail(r, "Unknown inline modifier");
    emit(r, rewriter_passes_case(r) ? "(?i" : "(?-i");
    text_append_char(r->out, *r->at);
    atom->nothing = *r->at++ == ')';
    if (atom->nothing)
        return true; // holds to the end of the enclosing group, which restores the flags
    bool good = rewrite_group_body(r, &atom->width);
    r->flags = before;
    return good;
}

// A look-behind of varying length as a pattern of its own. In the pattern around it empty groups
// that are never tried keep the numbers and names of its groups.
static bool split_look_behind(Rewriter *r, bool negative) {
    LookBehinds *all = r->options.look_behinds;
    if (all->n == LOOK_BEHINDS_MAX)
        return rewriter_fail(r, "Too many look-behinds");
    unsigned number = all->n++;
    LookBehind *behind = &all->items[number];
    *behind =
        (LookBehind){.pattern = text_new(0), .negative = negative, .first_group = r->n_groups + 1};
    Text groups = text_new(0), *out = r->out, *outer_groups = r->groups;
    r->out = &behind->pattern;
    r->groups = &groups;
    emit(r, rewriter_passes_case(r) ? "(?i)(?:" : "(?:");
    bool good = rewrite_group_body(r, &behind->most_characters);
    text_printf(r->out, "(?C%d)", LOOK_BEHIND_END);
    behind->n_groups = r->n_groups + 1 - behind->first_group;
    r->out = out;
    r->groups = outer_groups;
    text_printf(r->out, "(?:(?C%u))", number);
    if (groups.n_bytes)
        text_printf(r->out, "(?:%s){0}", groups.data);
    if (outer_groups)
        text_append(outer_groups, groups.data, groups.n_bytes);
    text_free(&groups);
    return good;
}

static bool rewrite_look_behind(Rewriter *r, bool negative) {
    uint32_t width;
    bool good;
    r->look_behinds++;
    if (r->options.look_behinds) {
        good = split_look_behind(r, negative);
    } else {
        emit(r, negative ? "(?<!" : "(?<=");
        good = rewrite_group_body(r, &width);
    }
    r->look_behinds--;
    return good;
}

// "name>", behind "(?<".
static bool rewrite_group_name(Rewriter *r) {
    const char *name = r->at;
    while (r->at < r->end &&
           (((*r->at | 0x20) >= 'a' && (*r->at | 0x20) <= 'z') || (r->at > name && is_digit(r))))
        r->at++;
    if (r->at == name || !rewriter_accept(r, ">"))
        return rewriter_fail(r, "named capturing group is missing trailing '>'");
    text_printf(r->out, "(?<%.*s", (int)(r->at - name), name);
    if (r->groups)
        text_printf(r->groups, "(?<%.*s)", (int)(r->at - name), name);
    return true;
}

static bool rewrite_group(Rewriter *r, Atom *atom) {
    static const char *const kinds[] = {"?:", "?=", "?!", "?>"};
    atom->group = true;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!rewriter_accept(r, kinds[i]))
            continue;
        text_printf(r->out, "(%s", kinds[i]);
        bool good = rewrite_group_body(r, &atom->width);
        if (i == 1 || i == 2)
            atom->width = 0;
        return good;
    }
    atom->width = 0;
    if (rewriter_accept(r, "?<="))
        return rewrite_look_behind(r, false);
    if (rewriter_accept(r, "?<!"))
        return rewrite_look_behind(r, true);
    bool named = rewriter_accept(r, "?<");
    if (!named && rewriter_accept(r, "?"))
        return rewrite_flags(r, atom);
    r->n_groups++;
    if (named && !rewrite_group_name(r))
        return false;
    if (!named) {
        emit(r, "(");
        if (r->groups)
            text_append_string(r->groups, "()");
    }
    return rewrite_group_body(r, &atom->width);
}

// ---- repetition ----

static bool read_count(Rewriter *r, long *count) {
    bool any = is_digit(r);
    for (*count = 0; is_digit(r) && *count <= MOST_COUNT; r->at++)
        *count = *count * 10 + (*r->at - '0');
    if (*count > MOST_COUNT)
        return rewriter_fail(r, "Illegal repetition range");
    return any;
}

// {n}, {n,}, {n,m}, behind the brace: anything else is an error in Java.
static bool read_counts(Rewriter *r, long *least, long *most) {
    if (!read_count(r, least))
        return rewriter_fail(r, "Illegal repetition");
    *most = *least;
    if (rewriter_accept(r, ",") && !read_count(r, most))
        *most = -1;
    if (!rewriter_accept(r, "}"))
        return rewriter_fail(r, "Unclosed counted closure");
    return (*most < 0 || *least <= *most) || rewriter_fail(r, "Illegal repetition range");
}

// The repetition behind an atom, if there is one, with its ? or +.
static bool rewrite_repetition(Rewriter *r, Atom *atom) {
    rewriter_skip_comments(r);
    if (r->at == r->end || !*r->at || !strchr("*+?{", *r->at))
        return true;
    if (atom->nothing)
        return *r->at == '{' || rewriter_fail(r, "Dangling meta character");
    const char *start = r->at;
    long most = *r->at == '?' ? 1 : -1, least;
    if (*r->at++ == '{' && !read_counts(r, &least, &most))
        return false;
    text_append(r->out, start, (size_t)(r->at - start));
    rewriter_skip_comments(r);
    if (rewriter_looking_at(r, "?") || rewriter_looking_at(r, "+"))
        text_append_char(r->out, *r->at++);
    if (most < 0 && r->look_behinds && atom->group && atom->width)
        return rewriter_fail(r, "Look-behind group does not have an obvious maximum length");
    bool bounded = most >= 0 && (most == 0 || atom->width < UNBOUNDED / (uint32_t)most);
    atom->width = bounded ? atom->width * (uint32_t)most : UNBOUNDED;
    return true;
}

// ---- sequences ----

// The ? or + of a repetition that repeats nothing.
static bool skip_manner(Rewriter *r) {
    return rewriter_accept(r, "?") || rewriter_accept(r, "+") || true;
}

static bool rewrite_one(Rewriter *r, Atom *atom) {
    uint32_t c;
    *atom = (Atom){.width = 1};
    switch (*r->at++) {
    case '\\':
        return rewrite_escape(r, atom);
    case '[':
        return rewriter_class(r, r->out);
    case '(':
        return rewrite_group(r, atom);
    case '*':
    case '+':
    case '?':
        return rewriter_fail(r, "Dangling meta character");
    case '{': { // behind another repetition, or nothing: repeats nothing
        long least, most;
        atom->nothing = true;
        return read_counts(r, &least, &most) && skip_manner(r);
    }
    case '.':
        emit(r, r->flags.dot_all ? "(?s:.)" : line_dialect(r)->no_line_end);
        return true;
    case '$':
        return emit_assertion(
            r, r->flags.multiline ? line_dialect(r)->line_end : line_dialect(r)->end_of_text, atom);
    case '^':
        return emit_assertion(r, r->flags.multiline ? line_dialect(r)->line_begin : "^", atom);
    default:
        r->at--;
        if (!rewriter_read_character(r, &c))
            return false;
        rewriter_emit_character(r, c);
        return true;
    }
}

// Alternatives up to a closing parenthesis, or the end. *width: the greatest length.
static bool rewrite_sequence(Rewriter *r, uint32_t *width) {
    uint32_t branch = 0;
    *width = 0;
    for (;;) {
        rewriter_skip_comments(r);
        if (r->at == r->end || *r->at == ')')
            break;
        if (rewriter_accept(r, "|")) {
            emit(r, "|");
            branch = 0;
            continue;
        }
        Atom atom;
        if (!rewrite_one(r, &atom) || !rewrite_repetition(r, &atom))
            return false;
        branch = add_widths(branch, atom.nothing ? 0 : atom.width);
        *width = branch > *width ? branch : *width;
    }
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
                          Text *why) {
    Rewriter r = {.start = pattern,
                  .at = pattern,
                  .end = pattern + n_bytes,
                  .out = out,
                  .why = why,
                  .flags = {.dot_all = options.dot_all},
                  .options = options,
                  .all_groups = count_groups(pattern, pattern + n_bytes)};
    uint32_t width;
    if (rewrite_sequence(&r, &width) && r.at < r.end)
        rewriter_fail(&r, "Unmatched closing ')'");
    return !r.failed && !text_is_full(out);
}
