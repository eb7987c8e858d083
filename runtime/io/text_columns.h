// SPDX-License-Identifier: Apache-2.0
//
// Columns out of indexed text: one field of every row, straight into its final type. Strings point
// into the text.

#ifndef JAVELINA_RUNTIME_IO_TEXT_COLUMNS_H
#define JAVELINA_RUNTIME_IO_TEXT_COLUMNS_H

#include "runtime/io/text_index.h"
#include "udf/value/zone.h"
#include "udf/vector/vector.h"

// Readable bytes that must follow a text for its fields to be read eight or sixteen at a time.
enum { TEXT_PADDING = 16 };

#define TEXT_NO_OFFSET UINT64_MAX

typedef struct TextPiece {
    const TextIndex *index;
    const char *data;            // what the index is of
    bool padded;                 // TEXT_PADDING more bytes can be read behind the last row
    bool stable;                 // stays where it is until the run ends
    bool utf8;                   // as a whole well-formed
    uint64_t first_line;         // number of row 0 in its file, from 1; 0: not known
    uint64_t offset;             // of `data` in the file, once unpacked; TEXT_NO_OFFSET: not known
    bool empty_is_text;          // TextLoader: an empty field is '' and not null
    const LocalZone *local_zone; // of times that name none
} TextPiece;

// Fields that did not fit their type.
typedef struct MisfitFields {
    size_t n_fields;
    const char *first; // text of the first; in the piece
    size_t first_bytes;
    size_t first_row;
} MisfitFields;

// Field `field` of every row as a column of `type`, which is not PIG_ANY. Rows without that field
// have null.
Vector text_column(Arena *arena, const TextPiece *piece, size_t field, const Type *type,
                   MisfitFields *misfits);

// Marks the rows whose field `field` has text that did not fit: `column`, which text_column made,
// has null there.
void text_mark_misfits(const TextPiece *piece, size_t field, const Vector *column, bool *is_bad);

// All fields of every row as a ragged tuple of bytearrays, behind `tag` (NULL: none).
Vector text_ragged_rows(Arena *arena, const TextPiece *piece, const pig_str *tag);

#endif
