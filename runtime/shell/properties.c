// SPDX-License-Identifier: Apache-2.0
//
// Properties in one array: a session has a few dozen, so a walk is as fast as a table.

#include "runtime/shell/properties.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lang/base/grow.h"
#include "lang/base/text.h"
#include "runtime/shell/files.h"

typedef struct Property {
    const char *key, *value;
    PropertyLayer layer;
} Property;

struct Properties {
    Arena *arena;
    size_t n, capacity;
    Property *list;
};

typedef struct KnownProperty {
    const char *key, *values, *preset, *help;
} KnownProperty;

static const KnownProperty KNOWN[] = {
#define PROPERTY(key, values, preset, help) {key, values, preset, help},
#include "runtime/shell/properties.def"
#undef PROPERTY
};
enum { KNOWN_COUNT = sizeof KNOWN / sizeof KNOWN[0] };

static const char *const LAYER_WORDS[] = {
#define X(layer, words) words,
    PROPERTY_LAYERS(X)
#undef X
};

Properties *properties_create(Arena *arena) {
    Properties *properties = ARENA_NEW(arena, Properties);
    properties->arena = arena;
    for (size_t i = 0; i < KNOWN_COUNT; i++) {
        if (KNOWN[i].preset[0] != '\0')
            properties_set(properties, KNOWN[i].key, KNOWN[i].preset, PROPERTY_BUILT_IN);
    }
    return properties;
}

static Property *find(const Properties *properties, const char *key) {
    for (size_t i = 0; i < properties->n; i++) {
        if (strcmp(properties->list[i].key, key) == 0)
            return &properties->list[i];
    }
    return NULL;
}

static Property *add(Properties *properties, const char *key) {
    if (properties->n == PROPERTIES_MAX)
        return NULL;
    properties->list = arena_grow(properties->arena, properties->list, properties->n,
                                  &properties->capacity, sizeof *properties->list);
    Property *property = &properties->list[properties->n++];
    *property = (Property){arena_strdup(properties->arena, key), NULL, PROPERTY_BUILT_IN};
    return property;
}

void properties_set(Properties *properties, const char *key, const char *value,
                    PropertyLayer layer) {
    Property *property = find(properties, key);
    if (property == NULL)
        property = add(properties, key);
    if (property == NULL || property->layer > layer)
        return;
    property->value = arena_strdup(properties->arena, value);
    property->layer = layer;
}

void properties_set_pair(Properties *properties, const char *pair, PropertyLayer layer) {
    const char *equals = strchr(pair, '=');
    if (equals == NULL) {
        properties_set(properties, pair, "true", layer);
        return;
    }
    char *key = arena_strndup(properties->arena, pair, (size_t)(equals - pair));
    properties_set(properties, key, equals + 1, layer);
}

const char *properties_get(const Properties *properties, const char *key) {
    const Property *property = find(properties, key);
    return property != NULL ? property->value : NULL;
}

bool properties_is_true(const Properties *properties, const char *key) {
    static const char *const WORDS[] = {"true", "yes", "on", "1"};
    const char *value = properties_get(properties, key);
    for (size_t i = 0; value != NULL && i < sizeof WORDS / sizeof WORDS[0]; i++) {
        if (strcasecmp(value, WORDS[i]) == 0)
            return true;
    }
    return false;
}

// ---- files ----

typedef struct Cursor {
    const char *at, *end;
} Cursor;

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\f';
}

static void skip_blanks(Cursor *in) {
    while (in->at < in->end && is_blank(*in->at))
        in->at++;
}

static void skip_line_end(Cursor *in) {
    if (in->at < in->end && *in->at == '\r')
        in->at++;
    if (in->at < in->end && *in->at == '\n')
        in->at++;
}

static bool at_line_end(const Cursor *in) {
    return in->at >= in->end || *in->at == '\n' || *in->at == '\r';
}

static void append_code_point(Text *out, unsigned code) {
    if (code < 0x80) {
        text_append_char(out, (char)code);
    } else if (code < 0x800) {
        text_append_char(out, (char)(0xC0 | code >> 6));
        text_append_char(out, (char)(0x80 | (code & 0x3F)));
    } else {
        text_append_char(out, (char)(0xE0 | code >> 12));
        text_append_char(out, (char)(0x80 | (code >> 6 & 0x3F)));
        text_append_char(out, (char)(0x80 | (code & 0x3F)));
    }
}

// What stands behind a backslash; a line end joins the next line without its leading blanks.
static void read_escape(Cursor *in, Text *out) {
    if (at_line_end(in)) {
        skip_line_end(in);
        skip_blanks(in);
        return;
    }
    char c = *in->at++;
    char digits[5] = {0};
    if (c == 'u' && in->end - in->at >= 4) {
        memcpy(digits, in->at, 4);
        char *end;
        unsigned long code = strtoul(digits, &end, 16);
        if (end == digits + 4) {
            in->at += 4;
            append_code_point(out, (unsigned)code);
            return;
        }
    }
    static const char LETTERS[] = "tnrf", MEANINGS[] = "\t\n\r\f";
    const char *letter = c != '\0' ? strchr(LETTERS, c) : NULL;
    text_append_char(out, letter != NULL ? MEANINGS[letter - LETTERS] : c);
}

// Up to the line end, or for a key up to '=', ':' or a blank.
static void read_part(Cursor *in, Text *out, bool is_key) {
    text_clear(out);
    while (!at_line_end(in)) {
        if (is_key && (*in->at == '=' || *in->at == ':' || is_blank(*in->at)))
            return;
        char c = *in->at++;
        if (c == '\\')
            read_escape(in, out);
        else
            text_append_char(out, c);
    }
}

static void parse_properties(Properties *properties, const char *text, size_t n_bytes,
                             PropertyLayer layer) {
    Cursor in = {text, text + n_bytes};
    Text key = text_new(0), value = text_new(0);
    while (in.at < in.end) {
        skip_blanks(&in);
        if (at_line_end(&in)) {
            skip_line_end(&in);
            continue;
        }
        bool comment = *in.at == '#' || *in.at == '!';
        if (comment) {
            while (!at_line_end(&in))
                in.at++;
            continue;
        }
        read_part(&in, &key, true);
        skip_blanks(&in);
        if (!at_line_end(&in) && (*in.at == '=' || *in.at == ':'))
            in.at++;
        skip_blanks(&in);
        read_part(&in, &value, false);
        properties_set(properties, key.data, value.data, layer);
    }
    text_free(&key);
    text_free(&value);
}

Status properties_load(Properties *properties, const char *path, PropertyLayer layer,
                       DiagnosticSink *sink) {
    char *text;
    size_t n_bytes;
    Status status = files_read(path, PROPERTY_FILE_MAX_BYTES, &text, &n_bytes, sink);
    if (status != STATUS_OK) {
        diagnostics_set_status(sink, EXIT_STATUS_THROWABLE);
        return status;
    }
    parse_properties(properties, text, n_bytes, layer);
    free(text);
    return STATUS_OK;
}

static void load_if_there(Properties *properties, const char *folder, const char *name,
                          PropertyLayer layer) {
    char *path = arena_printf(properties->arena, "%s/%s", folder, name);
    if (!files_exists(path))
        return;
    DiagnosticSink *unread = diagnostics_create(properties->arena);
    if (properties_load(properties, path, layer, unread) != STATUS_OK)
        return; // unreadable is as good as absent: these files are optional
}

static void load_pig_opts(Properties *properties) {
    const char *words = getenv("PIG_OPTS");
    while (words != NULL && *words != '\0') {
        words += strspn(words, " \t\n");
        size_t n = strcspn(words, " \t\n");
        if (n > 2 && strncmp(words, "-D", 2) == 0)
            properties_set_pair(properties, arena_strndup(properties->arena, words + 2, n - 2),
                                PROPERTY_COMMAND_LINE);
        words += n;
    }
}

void properties_load_environment(Properties *properties) {
    const char *home = getenv("HOME"), *site = getenv("PIG_CONF_DIR");
    if (home != NULL)
        load_if_there(properties, home, ".pigrc", PROPERTY_USER_FILE);
    load_if_there(properties, site != NULL ? site : "/etc/pig", "pig.properties",
                  PROPERTY_SITE_FILE);
    load_pig_opts(properties);
}

// ---- showing ----

static int by_key(const void *a, const void *b) {
    return strcmp(((const Property *)a)->key, ((const Property *)b)->key);
}

void properties_print(const Properties *properties, FILE *out, bool with_origin) {
    qsort(properties->list, properties->n, sizeof *properties->list, by_key);
    for (size_t i = 0; i < properties->n; i++) {
        const Property *property = &properties->list[i];
        fprintf(out, "%s=%s", property->key, property->value);
        if (with_origin)
            fprintf(out, "\t(%s)", LAYER_WORDS[property->layer]);
        fputc('\n', out);
    }
}

void properties_print_help(const Properties *properties, FILE *out) {
    for (size_t i = 0; i < KNOWN_COUNT; i++) {
        const KnownProperty *known = &KNOWN[i];
        fprintf(out, "%s=%s\n    %s", known->key, known->values, known->help);
        const Property *property = find(properties, known->key);
        if (property != NULL && property->layer == PROPERTY_BUILT_IN)
            fprintf(out, "; default %s", property->value);
        else if (property != NULL)
            fprintf(out, "; now %s, from %s", property->value, LAYER_WORDS[property->layer]);
        fputc('\n', out);
    }
}

const char *properties_near_miss(const char *key) {
    const char *names[KNOWN_COUNT];
    for (size_t i = 0; i < KNOWN_COUNT; i++) {
        if (strcmp(KNOWN[i].key, key) == 0)
            return NULL;
        names[i] = KNOWN[i].key;
    }
    return strncmp(key, "pig.", 4) == 0 ? nearest_name(key, names, KNOWN_COUNT) : NULL;
}
