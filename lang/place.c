// SPDX-License-Identifier: Apache-2.0
//
// The finder moves over the source; moving back costs what lies between.

#include "lang/place.h"

#include <string.h>

#include "lang/parameters.h"

PlaceFinder place_finder(const Preprocessed *text) {
    size_t start = preprocessed_source_offset(text, 0);
    return (PlaceFinder){.text = text, .line = 0, .at = start};
}

static int count_characters(const char *bytes, size_t n_bytes) {
    int n = 0;
    for (size_t i = 0; i < n_bytes; i++)
        n += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    return n;
}

static size_t line_start_before(const char *bytes, size_t at) {
    const char *line_end = at ? memrchr(bytes, '\n', at) : NULL;
    return line_end ? (size_t)(line_end - bytes) + 1 : 0;
}

static void find_first(PlaceFinder *finder, size_t offset, size_t at) {
    Place place = preprocessed_place(finder->text, offset, 0);
    finder->line = place.line;
    finder->column = place.column;
    finder->line_start = line_start_before(finder->text->source->text, at);
    finder->at = at;
}

// Moves back; what lies between is counted again.
static void find_before(PlaceFinder *finder, size_t at) {
    const char *bytes = finder->text->source->text;
    if (at >= finder->line_start) {
        finder->column -= count_characters(bytes + at, finder->at - at);
        finder->at = at;
        return;
    }
    for (size_t i = at; i < finder->line_start; i++)
        finder->line -= bytes[i] == '\n';
    finder->line_start = line_start_before(bytes, at);
    finder->column = count_characters(bytes + finder->line_start, at - finder->line_start) + 1;
    finder->at = at;
}

Place place_find(PlaceFinder *finder, size_t offset, size_t width) {
    const Source *source = finder->text->source;
    size_t at = preprocessed_source_offset(finder->text, offset);
    if (finder->line == 0)
        find_first(finder, offset, at);
    else if (at < finder->at)
        find_before(finder, at);
    const char *next;
    while ((next = memchr(source->text + finder->at, '\n', at - finder->at))) {
        finder->at = finder->line_start = (size_t)(next - source->text) + 1;
        finder->line++;
        finder->column = 1;
    }
    finder->column += count_characters(source->text + finder->at, at - finder->at);
    finder->at = at;
    Place place = {.source = source,
                   .line = finder->line,
                   .column = finder->column,
                   .width = 1,
                   .call = finder->text->call};
    size_t end = preprocessed_source_offset(finder->text, offset + width);
    if (end > at && !memchr(source->text + at, '\n', end - at))
        place.width = count_characters(source->text + at, end - at);
    return place;
}
