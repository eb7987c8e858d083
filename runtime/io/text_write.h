// SPDX-License-Identifier: Apache-2.0
//
// Batches as lines of text, fields parted by a delimiter, as PigStorage writes them.

#ifndef JAVELINA_RUNTIME_IO_TEXT_WRITE_H
#define JAVELINA_RUNTIME_IO_TEXT_WRITE_H

#include "runtime/io/format.h"
#include "udf/vector/print.h"

// Appends the selected rows to the sink. rows_are_tuples: the batch is one column, of tuples whose
// fields are written.
MUST_CHECK Status text_write_batch(Worker *worker, const Batch *batch, bool rows_are_tuples,
                                   char delimiter, MapOrder maps, ByteSink *sink);

#endif
