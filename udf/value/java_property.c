// SPDX-License-Identifier: Apache-2.0
//
// PCRE2 takes more names than Java, and takes them loosely ("greek", "L&"), so every name is looked
// up here; only the names of scripts are left to it.

#include "udf/value/java_property.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unictype.h>

typedef struct Property {
    const char *name;
    const char *inside;
} Property;

#define LETTERS_OF_CASE "\\p{Lu}\\p{Ll}\\p{Lt}"
#define ANY_CASE        "\\p{Lowercase}\\p{Uppercase}\\p{Lt}"
#define IGNORABLE       "\\x00-\\x08\\x0E-\\x1B\\x7F-\\x{9F}\\p{Cf}"
#define WORD            "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}"
#define HEX_DIGIT       "\\p{Nd}\\p{Hex_Digit}"

// \p{Name} and \p{gc=Name}, beside the general categories, whose meaning is PCRE2's.
static const Property plain[] = {
    {"ASCII", "\\x00-\\x7F"},
    {"Alnum", "a-zA-Z0-9"},
    {"Alpha", "a-zA-Z"},
    {"Blank", "\\x20\\t"},
    {"Cntrl", "\\x00-\\x1F\\x7F"},
    {"Digit", "0-9"},
    {"Graph", "!-~"},
    {"L1", "\\x00-\\x{FF}"},
    {"LC", LETTERS_OF_CASE},
    {"LD", "\\p{L}\\p{Nd}"},
    {"Lower", "a-z"},
    {"Print", "\\x20-~"},
    {"Punct", "!-/:-@\\[-`{-~"},
    {"Space", "\\x20\\t\\n\\x0B\\f\\r"},
    {"Upper", "A-Z"},
    {"XDigit", "0-9a-fA-F"},
    {"all", "\\s\\S"},
    {"javaAlphabetic", "\\p{Alphabetic}"},
    {"javaDefined", "\\P{Cn}"},
    {"javaDigit", "\\p{Nd}"},
    {"javaISOControl", "\\x00-\\x1F\\x7F-\\x{9F}"},
    {"javaIdentifierIgnorable", IGNORABLE},
    {"javaIdeographic", "\\p{Ideographic}"},
    {"javaJavaIdentifierPart", "\\p{L}\\p{Nl}\\p{Sc}\\p{Pc}\\p{Nd}\\p{Mc}\\p{Mn}" IGNORABLE},
    {"javaJavaIdentifierStart", "\\p{L}\\p{Nl}\\p{Sc}\\p{Pc}"},
    {"javaLetter", "\\p{L}"},
    {"javaLetterOrDigit", "\\p{L}\\p{Nd}"},
    {"javaLowerCase", "\\p{Lowercase}"},
    {"javaMirrored", "\\p{Bidi_Mirrored}"},
    {"javaSpaceChar", "\\p{Z}"},
    {"javaTitleCase", "\\p{Lt}"},
    {"javaUnicodeIdentifierPart", "\\p{ID_Continue}" IGNORABLE},
    {"javaUnicodeIdentifierStart", "\\p{ID_Start}"},
    {"javaUpperCase", "\\p{Uppercase}"},
    {"javaWhitespace", "\\t-\\r\\x1C-\\x20\\x{1680}\\x{2000}-\\x{2006}\\x{2008}-\\x{200A}"
                       "\\x{2028}\\x{2029}\\x{205F}\\x{3000}"},
};

// POSIX names behind Is, or under (?U), in any letter case.
static const Property posix[] = {
    {"ALNUM", "\\p{Alphabetic}\\p{Nd}"},
    {"ALPHA", "\\p{Alphabetic}"},
    {"BLANK", "\\p{Zs}\\t"},
    {"CNTRL", "\\p{Cc}"},
    {"DIGIT", "\\p{Nd}"},
    {"GRAPH", "^\\p{White_Space}\\p{Cc}\\p{Cs}\\p{Cn}"},
    {"LOWER", "\\p{Lowercase}"},
    {"PRINT", "^\\p{Cc}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}"},
    {"PUNCT", "\\p{P}"},
    {"SPACE", "\\p{White_Space}"},
    {"UPPER", "\\p{Uppercase}"},
    {"XDIGIT", HEX_DIGIT},
};

// More names behind Is.
static const Property binary[] = {
    {"ALPHABETIC", "\\p{Alphabetic}"},
    {"ASSIGNED", "\\P{Cn}"},
    {"CONTROL", "\\p{Cc}"},
    {"HEXDIGIT", HEX_DIGIT},
    {"HEX_DIGIT", HEX_DIGIT},
    {"IDEOGRAPHIC", "\\p{Ideographic}"},
    {"JOINCONTROL", "\\p{Join_Control}"},
    {"JOIN_CONTROL", "\\p{Join_Control}"},
    {"LETTER", "\\p{L}"},
    {"LOWERCASE", "\\p{Lowercase}"},
    {"NONCHARACTERCODEPOINT", "\\p{Noncharacter_Code_Point}"},
    {"NONCHARACTER_CODE_POINT", "\\p{Noncharacter_Code_Point}"},
    {"PUNCTUATION", "\\p{P}"},
    {"TITLECASE", "\\p{Lt}"},
    {"UPPERCASE", "\\p{Uppercase}"},
    {"WHITESPACE", "\\p{White_Space}"},
    {"WHITE_SPACE", "\\p{White_Space}"},
    {"WORD", WORD},
};

// Where (?i) is on, what tells the case of letters apart no longer does.
static const Property caseless[] = {
    {"A-Z", "a-zA-Z"},
    {"a-z", "a-zA-Z"},
    {"\\p{Ll}", LETTERS_OF_CASE},
    {"\\p{Lowercase}", ANY_CASE},
    {"\\p{Lt}", LETTERS_OF_CASE},
    {"\\p{Lu}", LETTERS_OF_CASE},
    {"\\p{Uppercase}", ANY_CASE},
};

#define FIND(table, name, same) find(table, sizeof(table) / sizeof *(table), name, same)

typedef int Comparison(const char *, const char *);

static const char *find(const Property *table, size_t n, const char *name, Comparison *compare) {
    for (size_t i = 0; i < n; i++)
        if (compare(table[i].name, name) == 0)
            return table[i].inside;
    return NULL;
}

static bool is_category(const char *name) {
    static const char *const categories[] = {
        "C",  "Cc", "Cf", "Cn", "Co", "Cs", "L",  "Ll", "Lm", "Lo", "Lt", "Lu", "M",
        "Mc", "Me", "Mn", "N",  "Nd", "Nl", "No", "P",  "Pc", "Pd", "Pe", "Pf", "Pi",
        "Po", "Ps", "S",  "Sc", "Sk", "Sm", "So", "Z",  "Zl", "Zp", "Zs"};
    for (size_t i = 0; i < sizeof categories / sizeof *categories; i++)
        if (strcmp(categories[i], name) == 0)
            return true;
    return false;
}

static bool append_inside(const char *inside, bool ignore_case, Text *to) {
    if (!inside)
        return false;
    const char *without_case = ignore_case ? FIND(caseless, inside, strcmp) : NULL;
    text_append_string(to, without_case ? without_case : inside);
    return true;
}

static bool plain_property(const char *name, bool ignore_case, Text *to) {
    if (!is_category(name))
        return append_inside(FIND(plain, name, strcmp), ignore_case, to);
    char inside[16];
    snprintf(inside, sizeof inside, "\\p{%s}", name);
    return append_inside(inside, ignore_case, to);
}

static bool script_property(const char *name, Text *to) {
    for (const char *p = name; *p; p++)
        if (!strchr("_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", *p))
            return false;
    text_printf(to, "\\p{sc:%s}", name);
    return *name;
}

// "Latin-1 Supplement" is also LATIN-1SUPPLEMENT and LATIN_1_SUPPLEMENT.
static bool names_block(const char *name, const char *block) {
    char squeezed[80], joined[80];
    size_t n = 0, m = 0;
    for (; block[m] && m + 1 < sizeof joined; m++) {
        joined[m] = block[m] == ' ' || block[m] == '-' ? '_' : block[m];
        if (block[m] != ' ')
            squeezed[n++] = block[m];
    }
    squeezed[n] = joined[m] = '\0';
    return strcasecmp(name, block) == 0 || strcasecmp(name, squeezed) == 0 ||
           strcasecmp(name, joined) == 0;
}

static bool block_property(const char *name, Text *to) {
    static const Property older[] = {
        {"GREEK", "Greek and Coptic"},
        {"CYRILLIC_SUPPLEMENTARY", "Cyrillic Supplement"},
        {"COMBINING_MARKS_FOR_SYMBOLS", "Combining Diacritical Marks for Symbols"},
        {"COMBININGMARKSFORSYMBOLS", "Combining Diacritical Marks for Symbols"},
    };
    const char *newer = FIND(older, name, strcasecmp);
    const uc_block_t *blocks;
    size_t n;
    uc_all_blocks(&blocks, &n);
    for (size_t i = 0; i < n; i++) {
        if (!names_block(newer ? newer : name, blocks[i].name))
            continue;
        bool in_no_text = blocks[i].start >= 0xD800 && blocks[i].end < 0xE000; // surrogates
        if (in_no_text)
            text_append_string(to, "\\x{10FFFF}");
        else
            text_printf(to, "\\x{%X}-\\x{%X}", blocks[i].start, blocks[i].end);
        return true;
    }
    return false;
}

// "\p{script=Greek}": `value` stands behind the sign.
static bool valued_property(const char *name, const char *value, bool ignore_case, Text *to) {
    size_t n = (size_t)(value - 1 - name);
    char key[24];
    snprintf(key, sizeof key, "%.*s", (int)n, name);
    if (strcasecmp(key, "sc") == 0 || strcasecmp(key, "script") == 0)
        return script_property(value, to);
    if (strcasecmp(key, "blk") == 0 || strcasecmp(key, "block") == 0)
        return block_property(value, to);
    if (strcasecmp(key, "gc") == 0 || strcasecmp(key, "general_category") == 0)
        return plain_property(value, ignore_case, to);
    return false;
}

const char *java_property(const char *name, PropertyFlags flags, Text *inside) {
    const char *value = strchr(name, '=');
    bool known = false;
    if (value) {
        known = valued_property(name, value + 1, flags.ignore_case, inside);
    } else if (strncmp(name, "In", 2) == 0) {
        known = block_property(name + 2, inside);
    } else if (strncmp(name, "Is", 2) == 0) {
        known = append_inside(FIND(binary, name + 2, strcasecmp), flags.ignore_case, inside) ||
                append_inside(FIND(posix, name + 2, strcasecmp), flags.ignore_case, inside) ||
                plain_property(name + 2, flags.ignore_case, inside) ||
                script_property(name + 2, inside);
    } else {
        known = (flags.unicode &&
                 append_inside(FIND(posix, name, strcasecmp), flags.ignore_case, inside)) ||
                plain_property(name, flags.ignore_case, inside);
    }
    return known ? NULL : "Unknown character property name";
}

const char *java_predefined(char letter, PropertyFlags flags) {
    if (!flags.unicode)
        return letter == 'd' ? "\\d" : letter == 's' ? "\\s" : "\\w";
    return letter == 'd' ? "\\p{Nd}" : letter == 's' ? "\\p{White_Space}" : WORD;
}
