// SPDX-License-Identifier: Apache-2.0
//
// Settings by key, each remembered with the layer that gave it. A higher layer wins whatever the
// order of the calls; within a layer the last one wins.

#ifndef JAVELINA_RUNTIME_SHELL_PROPERTIES_H
#define JAVELINA_RUNTIME_SHELL_PROPERTIES_H

#include <stdio.h>

#include "lang/diagnostic.h"

// Lowest first.
#define PROPERTY_LAYERS(X)                                                                         \
    X(BUILT_IN, "built in")                                                                        \
    X(USER_FILE, "~/.pigrc")                                                                       \
    X(SITE_FILE, "pig.properties")                                                                 \
    X(COMMAND_LINE, "PIG_OPTS or -D")                                                              \
    X(FILE, "-P")                                                                                  \
    X(SET, "set")

typedef enum PropertyLayer {
#define X(layer, words) PROPERTY_##layer,
    PROPERTY_LAYERS(X)
#undef X
} PropertyLayer;

typedef struct Properties Properties;

enum { PROPERTIES_MAX = 100000, PROPERTY_FILE_MAX_BYTES = 1 << 24 };

// With the defaults of properties.def. Everything lives in `arena`.
Properties *properties_create(Arena *arena);

// Keys and values are copied. Past PROPERTIES_MAX different keys, new ones are dropped.
void properties_set(Properties *properties, const char *key, const char *value,
                    PropertyLayer layer);

// "key=value"; a word without '=' sets "true".
void properties_set_pair(Properties *properties, const char *pair, PropertyLayer layer);

// NULL: not set. Borrowed until the key is set again.
const char *properties_get(const Properties *properties, const char *key);

// The value as a switch: "true", "yes", "on" or "1" in any case.
bool properties_is_true(const Properties *properties, const char *key);

// Reads a file in the format of Java's Properties. A missing file is code 0 with
// EXIT_STATUS_THROWABLE, as for -P in Apache Pig.
MUST_CHECK Status properties_load(Properties *properties, const char *path, PropertyLayer layer,
                                  DiagnosticSink *sink);

// ~/.pigrc, pig.properties of $PIG_CONF_DIR or /etc/pig, and the -D words of $PIG_OPTS; what is
// not there is passed over.
void properties_load_environment(Properties *properties);

// "key=value" lines, sorted; with_origin: the layer behind each.
void properties_print(const Properties *properties, FILE *out, bool with_origin);

// What -h properties shows: key, values, default, present value and its layer, meaning.
void properties_print_help(const Properties *properties, FILE *out);

// The known key nearest to a key of ours ("pig.*") that nobody knows, NULL if it is known, not ours
// or near to nothing.
const char *properties_near_miss(const char *key);

#endif
