// SPDX-License-Identifier: Apache-2.0
//
// Rows that stay in the process: those that DUMP prints, in task order as tasks finish, and the one
// row of a relation that is used as a value.

#ifndef JAVELINA_RUNTIME_EXEC_COLLECTION_H
#define JAVELINA_RUNTIME_EXEC_COLLECTION_H

#include "runtime/exec/query.h"
#include "udf/vector/batch.h"

typedef struct Collection Collection;
typedef struct CollectionWriter CollectionWriter; // one task's rows

Collection *collection_create(Query *query, const PlanCollection *plan);
void collection_free(Collection *collection);

void collection_begin_source(Collection *collection);
// All tasks of the source are done.
MUST_CHECK Status collection_end_source(Collection *collection, Worker *worker);

// The writer of task worker->split. Given: collection_finish or collection_abandon.
MUST_CHECK Status collection_open(Collection *collection, Worker *worker,
                                  CollectionWriter **writer);
MUST_CHECK Status collection_add(CollectionWriter *writer, Worker *worker, const Batch *batch);
MUST_CHECK Status collection_finish(CollectionWriter *writer, Worker *worker);
void collection_abandon(CollectionWriter *writer);

// All sources that feed a scalar are done: puts its row (of nulls, if there was none) into
// query->scalars. Fails with code 0 if there were several. DUMP: nothing.
MUST_CHECK Status collection_seal(Collection *collection, Worker *worker);

#endif
