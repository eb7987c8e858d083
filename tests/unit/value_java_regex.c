// SPDX-License-Identifier: Apache-2.0
//
// Java's regular expressions: syntax that PCRE2 has otherwise, and patterns that Java refuses.

#include "udf/value/java_regex.h"

#include <string.h>

#include "tests/unit/suite.h"

static bool whole(const char *pattern, const char *text, unsigned flags) {
    Text why = text_new(0);
    JavaRegex *regex = java_regex_compile(pattern, strlen(pattern), flags, &why);
    ck_assert_msg(regex != NULL, "%s: %s", pattern, why.data);
    RegexMatch *match = regex_match_create(regex);
    RegexOutcome outcome = regex_match_whole(regex, match, text, strlen(text));
    ck_assert_int_ne(outcome, REGEX_TOO_COMPLEX);
    regex_match_free(match);
    java_regex_free(regex);
    text_free(&why);
    return outcome == REGEX_MATCHED;
}

typedef struct MatchCase {
    const char *pattern;
    const char *text;
    bool matches;
} MatchCase;

static const MatchCase cases[] = {
    {"a.c", "abc", true},
    {"a.c", "a\nc", false},
    {"(?s)a.c", "a\nc", true},
    {"a.c", "a\u2028c", false},
    {"a.c", "a\fc", true},
    {"[a-z&&[^aeiou]]+", "xyz", true},
    {"[a-z&&[^aeiou]]+", "xaz", false},
    {"[a-d[m-p]]+", "admp", true},
    {"[a-d[m-p]]+", "e", false},
    {"[^a-d[m-p]]", "z", true},
    {"[^a-d[m-p]]", "n", false},
    {"[a-z&&def]", "e", true},
    {"[a-z&&def]", "a", false},
    {"\\Qa.b\\E+", "a.bb", true},
    {"\\Qa.b\\E", "axb", false},
    {"\\p{Upper}\\p{Lower}*", "Hello", true},
    {"\\p{Upper}", "\u00c4", false},
    {"\\p{L}", "\u00c4", true},
    {"\\p{IsHan}+", "\u6f22\u5b57", true},
    {"\\p{Lu}", "\u00c4", true},
    {"[\\p{L}&&[^a-c]]+", "d\u00e4", true},
    {"\\w+", "\u00e4", false},
    {"a++b", "aab", true},
    {"(?<year>\\d{4})-\\k<year>", "2020-2020", true},
    {"(a)(b)\\2\\1", "abba", true},
    {"(?<=a)b", "b", false},
    {"(?i)ABC", "abc", true},
    {"x(?i:Y)z", "xyz", true},
    {"\\u0041\\x42\\x{43}\\0104", "ABCD", true},
    {"[\\uD83D\\uDE00]", "\U0001F600", true},
    {"a|b|", "", true},
    {"[]a]+", "]a", true},
    {"[a-]+", "-a", true},
    {"\\-\\/\\@", "-/@", true},
    {"[\\w.-]+@[\\w-]+\\.com", "a.b-c@d-e.com", true},
    {"a#b", "a#b", true},
    {"(?x)a b # words", "ab", true},
    {"\\R", "\r\n", true},
    {"^abc$", "abc", true},
    {"(?m)^a$\n^b$", "a\nb", true},
    {"a{2,3}?", "aaa", true},
    {".*(?<=a{1,3}|x.?y)b", "aab", true},
    {".*(?<=a{2,3})b", "ab", false},
    {".*(?<!a{1,3})b", "cb", true},
    {".*(?<=(?<!x)a+)b", "xaab", true},
    {".*(?<=(?<!x)a?c)b", "xacb", true},
    {"(?i)k", "\u212a", false},
    {"(?iu)k", "\u212a", true},
    {"(?i)[a-z]\u00e9", "K\u00c9", false},
    {"(?iu)[a-z]\u00e9", "K\u00c9", true},
    {"(?iu)i+", "iI\u0130\u0131", true},
    {"(?i)\\p{Lu}", "\u00e4", true},
    {"(?U)\\w+", "\u00e4\u0301", true},
    {"\\p{InGreek}\\p{script=latin}\\p{gc=Lu}", "\u03b1\u00e9A", true},
    {"\\p{javaLowerCase}", "\u00aa", true},
    {"(?d)a.b$", "a\rb\n", false},
    {"(?d)a.b\\n$", "a\rb\n", true},
    {"(?x) a [b #c\n] +", "abb", true},
    {"a{1}{2}", "a", true},
    {"\\N{LATIN SMALL LETTER A}", "a", true},
    {"[a&&&b]+", "a&b", true},
};

START_TEST(patterns_mean_what_java_means) {
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(whole(cases[i].pattern, cases[i].text, 0) == cases[i].matches, "%s on %s",
                      cases[i].pattern, cases[i].text);
}
END_TEST

START_TEST(dot_may_match_newlines) {
    ck_assert(whole("a.c", "a\nc", REGEX_DOT_MATCHES_NEWLINE));
    ck_assert(whole(".*", "a\r\nb", REGEX_DOT_MATCHES_NEWLINE));
}
END_TEST

START_TEST(what_java_refuses_is_refused) {
    static const char *const bad[] = {
        "(",    "a)",       "[a",       "*a",        "a{",        "a{,3}",         "\\y",
        "\\",   "(?P<n>a)", "(*UTF)a",  "\\p{Nope}", "[z-a]",     "\\xZ1",         "\\0",
        "a**b", "\\K",      "(?<1a>b)", "\\p{lu}",   "(?<a_b>c)", "(?<=(?:ab)*)c", "(?x)[a#]"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Text why = text_new(0);
        JavaRegex *regex = java_regex_compile(bad[i], strlen(bad[i]), 0, &why);
        ck_assert_msg(regex == NULL, "%s", bad[i]);
        ck_assert_uint_gt(why.n_bytes, 0);
        text_free(&why);
    }
}
END_TEST

START_TEST(find_gives_groups) {
    Text why = text_new(0);
    JavaRegex *regex = java_regex_compile("(\\d+)(x)?", 9, REGEX_FIND_ONLY, &why);
    RegexMatch *match = regex_match_create(regex);
    size_t start, end;
    ck_assert_int_eq(regex_find(regex, match, "ab12 34x", 8, 0), REGEX_MATCHED);
    ck_assert(regex_group(match, 1, &start, &end));
    ck_assert_uint_eq(start, 2);
    ck_assert_uint_eq(end, 4);
    ck_assert(!regex_group(match, 2, &start, &end));
    ck_assert_int_eq(regex_find(regex, match, "ab12 34x", 8, 4), REGEX_MATCHED);
    ck_assert(regex_group(match, 2, &start, &end));
    ck_assert_uint_eq(regex_group_count(regex), 2);
    regex_match_free(match);
    java_regex_free(regex);
    text_free(&why);
}
END_TEST

START_TEST(groups_of_a_look_behind_are_found) {
    const char *pattern = "(a)(?<=(a{1,2})(?<k>b)?)(c)", *name = "k";
    Text why = text_new(0);
    JavaRegex *regex = java_regex_compile(pattern, strlen(pattern), 0, &why);
    RegexMatch *match = regex_match_create(regex);
    size_t start, end;
    ck_assert_int_eq(regex_find(regex, match, "xaac", 4, 0), REGEX_MATCHED);
    ck_assert(regex_group(match, 2, &start, &end));
    ck_assert_uint_eq(start, 2);
    ck_assert_uint_eq(end, 3);
    ck_assert(!regex_group(match, 3, &start, &end));
    ck_assert(regex_group(match, 4, &start, &end));
    ck_assert_uint_eq(start, 3);
    ck_assert_int_eq(regex_group_number(regex, name, 1), 3);
    regex_match_free(match);
    java_regex_free(regex);
    text_free(&why);
}
END_TEST

START_TEST(exploding_patterns_are_given_up) {
    Text why = text_new(0);
    JavaRegex *regex = java_regex_compile("(a*)*(a*)*(a*)*b", 16, 0, &why);
    RegexMatch *match = regex_match_create(regex);
    char text[64];
    memset(text, 'a', sizeof text);
    RegexOutcome outcome = regex_match_whole(regex, match, text, sizeof text);
    ck_assert_int_ne(outcome, REGEX_MATCHED);
    regex_match_free(match);
    java_regex_free(regex);
    text_free(&why);
}
END_TEST

RUN_SUITE("java regex", patterns_mean_what_java_means, dot_may_match_newlines,
          what_java_refuses_is_refused, find_gives_groups, groups_of_a_look_behind_are_found,
          exploding_patterns_are_given_up)
