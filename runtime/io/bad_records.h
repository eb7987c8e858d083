// SPDX-License-Identifier: Apache-2.0
//
// What becomes of records that cannot be read. As in Apache Pig a text has nulls where a field does
// not fit, and damaged BinStorage ends the run; after `set pig.load.badrecords skip` such records
// are left out and counted.

#ifndef JAVELINA_RUNTIME_IO_BAD_RECORDS_H
#define JAVELINA_RUNTIME_IO_BAD_RECORDS_H

#include "runtime/exec/worker.h"
#include "runtime/io/text_columns.h"
#include "udf/vector/batch.h"

// Has the script asked for it?
bool bad_records_skip(const Query *query);

// Leaves the rows that are marked (batch->n_rows of them, at least one) out of the batch, which had
// no selection; counts them. place: of the first, for the warning.
void bad_records_drop(Worker *worker, Batch *batch, const bool *is_bad, const char *place);

// "users.tsv:17", or "users.tsv at byte 33554500" where lines before are not counted: where a row
// of the file at work stands.
void text_place(const Worker *worker, const TextPiece *piece, size_t row, char *to, size_t n_room);

#endif
