// SPDX-License-Identifier: Apache-2.0
//
// Reading text line by line into batches: large plain files through a mapping that stays until the
// run ends, everything else through a buffer. What a row is made of is the caller's.

#ifndef JAVELINA_RUNTIME_IO_TEXT_SCAN_H
#define JAVELINA_RUNTIME_IO_TEXT_SCAN_H

#include "runtime/io/split.h"
#include "runtime/io/text_columns.h"
#include "runtime/exec/worker.h"

typedef struct TextScan TextScan; // of one LOAD, shared by the workers

// Takes up to BATCH_ROWS rows; what it makes in worker->arena is released afterwards.
typedef Status TakeText(Worker *worker, void *context, const TextPiece *piece);

// delimiter: a byte, or TEXT_NO_DELIMITER. n_workers: of the query. Given: text_scan_close.
TextScan *text_scan_open(Arena *arena, int delimiter, size_t n_workers);
void text_scan_close(TextScan *scan);

// Reads the lines that begin in the split.
MUST_CHECK Status text_scan_split(TextScan *scan, Worker *worker, const Split *split,
                                  TakeText *take, void *context);

#endif
