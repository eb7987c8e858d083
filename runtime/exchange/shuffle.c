// SPDX-License-Identifier: Apache-2.0
//
// A shuffle's pieces: rows of one split in one partition, in memory (a range of a store) or on disk
// (an extent). A worker numbers its pieces as it makes them; a split is one worker's, so pieces
// sorted by split and number are in the order of the input.

#include "runtime/exchange/shuffle.h"

#include <stdlib.h>

typedef struct Piece {
    uint64_t order;
    size_t sequence;
    size_t first, n; // rows of the worker's store
    bool spilled;
    SpillExtent extent;
} Piece;

typedef struct PartitionPart {
    RowStore store;
    Piece *pieces;
    size_t n_pieces, capacity;
    bool spilled;
} PartitionPart;

typedef struct ShuffleWorker {
    Arena *strings;
    PartitionPart *parts; // one a partition
    SpillFile file;
    size_t taken;
    size_t next_sequence;
    size_t n_batches;
    uint64_t n_rows;
} ShuffleWorker;

void shuffle_init(Shuffle *shuffle, Query *query, Arena *arena, const Type *const *types,
                  size_t n_columns, size_t n_partitions) {
    *shuffle = (Shuffle){.query = query,
                         .n_columns = n_columns,
                         .types = types,
                         .n_partitions = n_partitions,
                         .n_workers = query->n_threads};
    shuffle->workers = ARENA_NEW_ARRAY(arena, ShuffleWorker, shuffle->n_workers);
    for (size_t w = 0; w < shuffle->n_workers; w++)
        shuffle->workers[w].parts = ARENA_NEW_ARRAY(arena, PartitionPart, n_partitions);
}

void shuffle_free(Shuffle *shuffle) {
    for (size_t w = 0; w < shuffle->n_workers; w++) {
        ShuffleWorker *mine = &shuffle->workers[w];
        for (size_t p = 0; p < shuffle->n_partitions; p++) {
            row_store_free(&mine->parts[p].store);
            free(mine->parts[p].pieces);
        }
        arena_destroy(mine->strings);
        spill_close(&mine->file);
        budget_give_back(shuffle->query->budget, mine->taken);
        *mine = (ShuffleWorker){.parts = mine->parts};
    }
}

static Status no_memory(Worker *worker) {
    return worker_fail(worker, 6017, NULL, "out of memory while rows are brought together");
}

static Status open_worker(Shuffle *shuffle, Worker *worker, ShuffleWorker *mine) {
    if (mine->strings) {
        arena_set_handler(mine->strings, worker_out_of_memory, worker);
        return STATUS_OK;
    }
    mine->strings = arena_create(0, worker_out_of_memory, worker);
    for (size_t p = 0; p < shuffle->n_partitions; p++)
        if (row_store_init(&mine->parts[p].store, shuffle->types, shuffle->n_columns,
                           mine->strings) != STATUS_OK)
            return no_memory(worker);
    return STATUS_OK;
}

// --- adding
// ----------------------------------------------------------------------------------------

static Piece *add_piece(PartitionPart *part) {
    if (part->n_pieces == part->capacity) {
        const size_t capacity = part->capacity ? 2 * part->capacity : 8;
        Piece *pieces = realloc(part->pieces, capacity * sizeof *pieces);
        if (!pieces)
            return NULL;
        part->pieces = pieces;
        part->capacity = capacity;
    }
    return &part->pieces[part->n_pieces++];
}

static Status append(ShuffleWorker *mine, Worker *worker, PartitionPart *part,
                     const Vector *columns, const uint32_t *rows, size_t n) {
    Piece *last = part->n_pieces ? &part->pieces[part->n_pieces - 1] : NULL;
    if (!last || last->spilled || last->order != worker->order) {
        last = add_piece(part);
        if (!last)
            return no_memory(worker);
        *last = (Piece){
            .order = worker->order, .sequence = mine->next_sequence++, .first = part->store.n_rows};
    }
    last->n += n;
    return row_store_append(&part->store, columns, rows, n) == STATUS_OK ? STATUS_OK
                                                                         : no_memory(worker);
}

// Brings rows of one partition next to each other: sorted[] holds the row numbers by partition.
static void sort_by_partition(const Shuffle *shuffle, const uint32_t *rows, size_t n,
                              const uint64_t *hashes, uint32_t *sorted, size_t *ends) {
    size_t starts[SHUFFLE_MOST_PARTITIONS] = {0}, sum = 0;
    for (size_t i = 0; i < n; i++)
        starts[shuffle_partition(shuffle, hashes[i])]++;
    for (size_t p = 0; p < shuffle->n_partitions; p++) {
        const size_t here = starts[p];
        starts[p] = sum;
        sum += here;
        ends[p] = sum;
    }
    for (size_t i = 0; i < n; i++)
        sorted[starts[shuffle_partition(shuffle, hashes[i])]++] = rows ? rows[i] : (uint32_t)i;
}

static size_t worker_bytes(const Shuffle *shuffle, const ShuffleWorker *mine) {
    size_t n_bytes = arena_footprint(mine->strings);
    for (size_t p = 0; p < shuffle->n_partitions; p++)
        n_bytes += row_store_bytes(&mine->parts[p].store);
    return n_bytes;
}

static Status write_piece(Worker *worker, ShuffleWorker *mine, const RowStore *store,
                          const Vector *columns, size_t first, size_t n, SpillExtent *extent) {
    uint32_t rows[SPILL_BLOCK_ROWS];
    for (size_t i = 0; i < n; i++)
        rows[i] = (uint32_t)(first + i);
    Text bytes = text_new(0);
    spill_encode_rows(worker->arena, &bytes, columns, store->n_columns, rows, n);
    const Status status = text_is_full(&bytes)
                              ? no_memory(worker)
                              : spill_write(worker, &mine->file, bytes.data, bytes.n_bytes, extent);
    text_free(&bytes);
    return status;
}

// Writes the pieces of one partition that are in memory.
static Status spill_part(Worker *worker, ShuffleWorker *mine, PartitionPart *part) {
    const RowStore *store = &part->store;
    Vector *columns = ARENA_NEW_ARRAY(worker->arena, Vector, store->n_columns);
    for (size_t c = 0; c < store->n_columns; c++)
        columns[c] =
            store->kept[c] ? store->columns[c].vector : vector_null(worker->arena, store->types[c]);
    Piece *old = part->pieces;
    const size_t n_old = part->n_pieces;
    part->pieces = NULL;
    part->n_pieces = part->capacity = 0;
    Status status = STATUS_OK;
    for (size_t i = 0; i < n_old && status == STATUS_OK; i++) {
        const size_t step = old[i].spilled ? old[i].n : SPILL_BLOCK_ROWS;
        for (size_t done = 0; done < old[i].n && status == STATUS_OK; done += step) {
            Piece *piece = add_piece(part);
            if (!piece) {
                status = no_memory(worker);
                break;
            }
            *piece = old[i];
            if (old[i].spilled)
                continue;
            piece->spilled = true;
            piece->n = old[i].n - done < step ? old[i].n - done : step;
            piece->sequence = mine->next_sequence++;
            status = write_piece(worker, mine, store, columns, old[i].first + done, piece->n,
                                 &piece->extent);
        }
    }
    free(old);
    part->spilled |= store->n_rows > 0;
    row_store_free(&part->store);
    return status;
}

static Status spill(Shuffle *shuffle, Worker *worker, ShuffleWorker *mine) {
    for (size_t p = 0; p < shuffle->n_partitions; p++)
        TRY(spill_part(worker, mine, &mine->parts[p]));
    arena_destroy(mine->strings);
    mine->strings = NULL;
    budget_give_back(shuffle->query->budget, mine->taken);
    mine->taken = 0;
    return open_worker(shuffle, worker, mine);
}

// Asks the budget for what the stores have grown by; spills when it refuses.
static Status account(Shuffle *shuffle, Worker *worker, ShuffleWorker *mine) {
    enum { LEAST_SPILL = 4 * 1024 * 1024, BATCHES_BETWEEN = 4 };
    if (++mine->n_batches % BATCHES_BETWEEN)
        return STATUS_OK;
    const size_t n_bytes = worker_bytes(shuffle, mine);
    if (n_bytes <= mine->taken)
        return STATUS_OK;
    const size_t more = n_bytes - mine->taken;
    if (!budget_take(shuffle->query->budget, more)) {
        if (n_bytes >= LEAST_SPILL)
            return spill(shuffle, worker, mine);
        budget_force(shuffle->query->budget, more);
    }
    mine->taken = n_bytes;
    return STATUS_OK;
}

Status shuffle_add(Shuffle *shuffle, Worker *worker, const Vector *columns, const uint32_t *rows,
                   size_t n, const uint64_t *hashes) {
    ShuffleWorker *mine = &shuffle->workers[worker->number];
    TRY(open_worker(shuffle, worker, mine));
    mine->n_rows += n;
    if (shuffle->n_partitions == 1) {
        TRY(append(mine, worker, &mine->parts[0], columns, rows, n));
        return account(shuffle, worker, mine);
    }
    size_t ends[SHUFFLE_MOST_PARTITIONS], start = 0;
    uint32_t *sorted = arena_alloc(worker->arena, n * sizeof *sorted);
    sort_by_partition(shuffle, rows, n, hashes, sorted, ends);
    for (size_t p = 0; p < shuffle->n_partitions; p++) {
        if (ends[p] > start)
            TRY(append(mine, worker, &mine->parts[p], columns, sorted + start, ends[p] - start));
        start = ends[p];
    }
    return account(shuffle, worker, mine);
}

uint64_t shuffle_rows(const Shuffle *shuffle) {
    uint64_t n = 0;
    for (size_t w = 0; w < shuffle->n_workers; w++)
        n += shuffle->workers[w].n_rows;
    return n;
}

bool shuffle_is_spilled(const Shuffle *shuffle, size_t partition) {
    for (size_t w = 0; w < shuffle->n_workers; w++)
        if (shuffle->workers[w].parts[partition].spilled)
            return true;
    return false;
}

size_t shuffle_width(const Shuffle *shuffle, uint64_t n_rows) {
    size_t width = shuffle->n_partitions;
    while (width > 1 && shuffle_rows(shuffle) / (shuffle->n_partitions / width) > n_rows)
        width /= 2;
    return width;
}

// --- taking
// ----------------------------------------------------------------------------------------

typedef struct Located {
    const Piece *piece;
    const ShuffleWorker *worker;
    uint32_t store;
} Located;

static int piece_order(const void *a, const void *b) {
    const Piece *x = ((const Located *)a)->piece, *y = ((const Located *)b)->piece;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return x->sequence < y->sequence ? -1 : x->sequence > y->sequence;
}

// The pieces of the partitions in order, and the stores that they are in.
static Located *locate(const Shuffle *shuffle, size_t first, size_t last, ShuffledRows *rows,
                       size_t *n_pieces) {
    size_t n = 0;
    for (size_t w = 0; w < shuffle->n_workers; w++)
        for (size_t p = first; p < last; p++)
            n += shuffle->workers[w].parts[p].n_pieces;
    Located *located = ARENA_NEW_ARRAY(rows->arena, Located, n);
    rows->stores =
        ARENA_NEW_ARRAY(rows->arena, const RowStore *, shuffle->n_workers *(last - first) + 1);
    n = 0;
    for (size_t w = 0; w < shuffle->n_workers; w++) {
        for (size_t p = first; p < last; p++) {
            const PartitionPart *part = &shuffle->workers[w].parts[p];
            const uint32_t store = (uint32_t)rows->n_stores;
            if (part->store.n_rows)
                rows->stores[rows->n_stores++] = &part->store;
            for (size_t i = 0; i < part->n_pieces; i++) {
                located[n++] = (Located){&part->pieces[i], &shuffle->workers[w], store};
                rows->n_rows += part->pieces[i].n;
            }
        }
    }
    if (n)
        qsort(located, n, sizeof *located, piece_order);
    *n_pieces = n;
    return located;
}

static Status read_back(const Shuffle *shuffle, Worker *worker, const Located *located,
                        ShuffledRows *rows) {
    const ArenaMark mark = arena_mark(worker->arena);
    Vector *columns = ARENA_NEW_ARRAY(worker->arena, Vector, shuffle->n_columns);
    const SpillExtent *extent = &located->piece->extent;
    char *bytes;
    size_t n;
    TRY(spill_read(worker, &located->worker->file, extent, worker->arena, &bytes));
    if (spill_decode_rows(worker->arena, bytes, extent->n_raw_bytes, shuffle->types,
                          shuffle->n_columns, columns, &n) != STATUS_OK ||
        n != located->piece->n)
        return worker_fail(worker, 6018, NULL, "cannot read a temporary file back");
    if (row_store_append(&rows->back, columns, NULL, n) != STATUS_OK)
        return no_memory(worker);
    arena_release(worker->arena, mark);
    return STATUS_OK;
}

Status shuffle_take(const Shuffle *shuffle, Worker *worker, size_t first, size_t last,
                    ShuffledRows *rows) {
    *rows = (ShuffledRows){.budget = shuffle->query->budget};
    rows->arena = arena_create(0, worker_out_of_memory, worker);
    size_t n_pieces, to = 0;
    const Located *located = locate(shuffle, first, last, rows, &n_pieces);
    if (rows->n_rows > UINT32_MAX)
        return worker_fail(worker, 2078, NULL, "too many rows with one key");
    rows->refs = arena_alloc(rows->arena, rows->n_rows * sizeof *rows->refs);
    if (row_store_init(&rows->back, shuffle->types, shuffle->n_columns, rows->arena) != STATUS_OK)
        return no_memory(worker);
    const uint32_t back = (uint32_t)rows->n_stores;
    for (size_t i = 0; i < n_pieces; i++) {
        const Piece *piece = located[i].piece;
        const size_t start = piece->spilled ? rows->back.n_rows : piece->first;
        const uint32_t store = piece->spilled ? back : located[i].store;
        if (piece->spilled)
            TRY(read_back(shuffle, worker, &located[i], rows));
        for (size_t r = 0; r < piece->n; r++)
            rows->refs[to++] = (RowRef){store, (uint32_t)(start + r)};
    }
    rows->stores[rows->n_stores++] = &rows->back;
    rows->taken = arena_footprint(rows->arena) + row_store_bytes(&rows->back);
    budget_force(rows->budget, rows->taken);
    return STATUS_OK;
}

void shuffled_rows_free(ShuffledRows *rows) {
    if (!rows->arena)
        return;
    row_store_free(&rows->back);
    budget_give_back(rows->budget, rows->taken);
    arena_destroy(rows->arena);
    *rows = (ShuffledRows){0};
}
