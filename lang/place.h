// SPDX-License-Identifier: Apache-2.0
//
// Many places of one text. preprocessed_place reads the text from its start each time; a finder
// goes on from the place that it found last, so that all places of a text cost one pass.

#ifndef JAVELINA_LANG_PLACE_H
#define JAVELINA_LANG_PLACE_H

#include "lang/preprocess.h"

typedef struct PlaceFinder {
    const Preprocessed *text;
    size_t line_start; // in the source, of the line found last
    int line;
    size_t at; // an offset in that line, and its column
    int column;
} PlaceFinder;

PlaceFinder place_finder(const Preprocessed *text);
Place place_find(PlaceFinder *finder, size_t offset, size_t width);

#endif
