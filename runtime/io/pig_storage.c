// SPDX-License-Identifier: Apache-2.0
//
// A delimiter is one character, or a backslash and t (and anything), a backslash and u with a
// decimal number, a backslash and x with a hexadecimal one. It ends up as one byte, as in Apache
// Pig.

#include "runtime/io/pig_storage.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

// The low byte of the only character of UTF-8 text; false if there are several.
static bool single_character(const char *text, char *byte) {
    const unsigned char *at = (const unsigned char *)text;
    if (at[0] < 0x80) {
        *byte = text[0];
        return at[0] != 0 && at[1] == 0;
    }
    unsigned long code = at[0] < 0xE0 ? at[0] & 0x1Fu : at[0] < 0xF0 ? at[0] & 0x0Fu : 0;
    size_t n = 1;
    for (; (at[n] & 0xC0) == 0x80; n++)
        code = code << 6 | (at[n] & 0x3Fu);
    *byte = (char)(code & 0xFF);
    return n <= 3 && at[n] == 0;
}

static bool coded_byte(const char *digits, int base, char *byte) {
    char *end;
    const long code = strtol(digits, &end, base);
    *byte = (char)(code & 0xFF);
    return end != digits && *end == '\0' && !isspace((unsigned char)*digits);
}

static bool parse_delimiter(const char *text, char *byte) {
    if (text[0] == '\\' && text[1] != '\0') {
        if (text[1] == 't') {
            *byte = '\t';
            return true;
        }
        if (text[1] == 'u')
            return coded_byte(text + 2, 10, byte);
        return text[1] == 'x' && coded_byte(text + 2, 16, byte);
    }
    return single_character(text, byte);
}

// One word of the options; `next` is the word behind it. Returns how many words it took, 0:
// unknown. Words that do not begin with a dash are passed over, as in Apache Pig.
static size_t take_option(const char *word, const char *next, PigStorageOptions *options) {
    static const char overwrite[] = "overwrite";
    const size_t n_overwrite = sizeof overwrite - 1;
    const char *name = word + strspn(word, "-");
    if (*word != '-' || !*name)
        return 1;
    if (strcmp(name, "schema") == 0)
        options->schema = true;
    else if (strcmp(name, "noschema") == 0)
        options->no_schema = true;
    else if (strcmp(name, "tagFile") == 0 || strcmp(name, "tagsource") == 0)
        options->tag = TAG_FILE;
    else if (strcmp(name, "tagPath") == 0)
        options->tag = options->tag == TAG_FILE ? TAG_FILE : TAG_PATH;
    else if (strncmp(name, overwrite, n_overwrite) == 0 && name[n_overwrite] == '=')
        options->overwrite = strcasecmp(name + n_overwrite + 1, "true") == 0;
    else if (strcmp(name, overwrite) == 0) {
        options->overwrite = next && strcasecmp(next, "true") == 0;
        return next && *next != '-' ? 2 : 1;
    } else
        return 0;
    return 1;
}

static bool take_options(const char *text, PigStorageOptions *options) {
    enum { MAX_WORDS = 16, MAX_BYTES = 512 };
    char copy[MAX_BYTES], *words[MAX_WORDS + 1] = {0}, *rest = NULL;
    size_t n_words = 0;
    if (strlen(text) >= sizeof copy)
        return false;
    strcpy(copy, text);
    for (char *word = strtok_r(copy, " \t", &rest); word; word = strtok_r(NULL, " \t", &rest)) {
        if (n_words == MAX_WORDS)
            return false;
        words[n_words++] = word;
    }
    for (size_t i = 0; i < n_words;) {
        const size_t n = take_option(words[i], words[i + 1], options);
        if (n == 0)
            return false;
        i += n;
    }
    return true;
}

const char *pig_storage_options(const FormatCall *call, PigStorageOptions *options) {
    *options = (PigStorageOptions){.delimiter = '\t'};
    if (call->n_args > 2)
        return "PigStorage takes a delimiter and options";
    if (call->n_args > 0 && !parse_delimiter(call->args[0], &options->delimiter))
        return "PigStorage's delimiter must be a single character";
    if (call->n_args > 1 && !take_options(call->args[1], options))
        return "PigStorage's options are -schema, -noschema, -tagFile, -tagPath, -overwrite true";
    return NULL;
}

bool pig_storage_overwrites(const FormatCall *call) {
    PigStorageOptions options;
    return !pig_storage_options(call, &options) && options.overwrite;
}

const char *pig_storage_usage(const FormatCall *call) {
    PigStorageOptions options;
    if (call->n_args != 2 || !parse_delimiter(call->args[0], &options.delimiter) ||
        take_options(call->args[1], &options))
        return NULL;
    return "usage: PigStorage(',', '[options]')\n"
           " -noschema                            Disable attempting to load data\n"
           "                                      schema from the filesystem.\n"
           " -overwrite,--overwrite <overwrite>   Overwrites the destination.\n"
           " -schema                              Loads / Stores the schema of the\n"
           "                                      relation using a hidden JSON file.\n"
           " -tagFile                             Appends input source file name to\n"
           "                                      beginning of each tuple.\n"
           " -tagPath                             Appends input source file path to\n"
           "                                      beginning of each tuple.\n"
           " -tagsource                           Appends input source file name to\n"
           "                                      beginning of each tuple.\n";
}
