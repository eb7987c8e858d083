// SPDX-License-Identifier: Apache-2.0
//
// Batches as lines of text, fields parted by a delimiter, as PigStorage writes them.

#ifndef JAVELINA_RUNTIME_IO_TEXT_WRITE_H
#define JAVELINA_RUNTIME_IO_TEXT_WRITE_H

#include "runtime/io/format.h"
#include "udf/vector/print.h"

// Appends the selected rows to the sink. A batch that is one ragged tuple is written as its fields.
MUST_CHECK Status text_write_batch(Worker *worker, const Batch *batch, char delimiter,
                                   MapOrder maps, ByteSink *sink);

#endif
