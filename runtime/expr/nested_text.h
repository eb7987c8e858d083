// SPDX-License-Identifier: Apache-2.0
//
// Tuples, bags and maps written as text, "(1,{(a)},[k#v])", as Apache Pig reads them. Nothing is
// quoted: which characters end a field depends on the type that is expected.

#ifndef JAVELINA_RUNTIME_EXPR_NESTED_TEXT_H
#define JAVELINA_RUNTIME_EXPR_NESTED_TEXT_H

#include "udf/value/zone.h"
#include "udf/vector/column.h"

// Appends the text as one row to a column of a nested type (column_init_in with the arena). Strings
// of the result may point into `text`. false: it does not fit; a null row was appended.
bool nested_text_append(Column *column, Arena *arena, const char *text, size_t n_bytes,
                        const LocalZone *local_zone);

#endif
