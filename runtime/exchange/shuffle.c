// SPDX-License-Identifier: Apache-2.0
//
// A shuffle's pieces: rows of one split in one partition, in memory (a range of a store) or on disk
// (an extent). A worker numbers its pieces as it makes them; a split is one worker's, so pieces
// sorted by split and number are in the order of the input.

#include "runtime/exchange/shuffle.h"

#include <stdlib.h>

#include "lang/base/grow.h"

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
    uint8_t *trail; // the partitions of its first rows; NULL before the first
} ShuffleWorker;

void shuffle_init(Shuffle *shuffle, Query *query, Arena *arena, const ShuffleShape *shape) {
    *shuffle = (Shuffle){.query = query, .shape = *shape, .n_workers = query->n_threads};
    shuffle->workers = ARENA_NEW_ARRAY(arena, ShuffleWorker, shuffle->n_workers);
    for (size_t w = 0; w < shuffle->n_workers; w++)
        shuffle->workers[w].parts = ARENA_NEW_ARRAY(arena, PartitionPart, shape->n_partitions);
}

void shuffle_free(Shuffle *shuffle) {
    for (size_t w = 0; w < shuffle->n_workers; w++) {
        ShuffleWorker *mine = &shuffle->workers[w];
        for (size_t p = 0; p < shuffle->shape.n_partitions; p++) {
            row_store_free(&mine->parts[p].store);
            free(mine->parts[p].pieces);
        }
        free(mine->trail);
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
    for (size_t p = 0; p < shuffle->shape.n_partitions; p++)
        if (row_store_init(&mine->parts[p].store, shuffle->shape.types, shuffle->shape.n_columns,
                           mine->strings) != STATUS_OK)
            return no_memory(worker);
    return STATUS_OK;
}

// ---- adding ----

static Piece *add_piece(PartitionPart *part) {
    Piece *pieces = heap_grow(part->pieces, part->n_pieces, &part->capacity, sizeof *pieces);
    if (!pieces)
        return NULL;
    part->pieces = pieces;
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
    for (size_t p = 0; p < shuffle->shape.n_partitions; p++) {
        const size_t here = starts[p];
        starts[p] = sum;
        sum += here;
        ends[p] = sum;
    }
    for (size_t i = 0; i < n; i++)
        sorted[starts[shuffle_partition(shuffle, hashes[i])]++] = rows ? rows[i] : (uint32_t)i;
}

// Notes the partitions of the worker's first rows.
static Status leave_trail(const Shuffle *shuffle, Worker *worker, ShuffleWorker *mine, size_t n,
                          const uint64_t *hashes) {
    if (mine->n_rows + n > SHUFFLE_TRAIL_ROWS)
        return STATUS_OK;
    if (!mine->trail && !(mine->trail = malloc(SHUFFLE_TRAIL_ROWS)))
        return no_memory(worker);
    const bool one = shuffle->shape.n_partitions == 1;
    uint8_t *trail = mine->trail + mine->n_rows;
    for (size_t i = 0; i < n; i++)
        trail[i] = one ? 0 : (uint8_t)shuffle_partition(shuffle, hashes[i]);
    return STATUS_OK;
}

static size_t worker_bytes(const Shuffle *shuffle, const ShuffleWorker *mine) {
    size_t n_bytes = arena_footprint(mine->strings);
    for (size_t p = 0; p < shuffle->shape.n_partitions; p++) {
        const RowStore *store = &mine->parts[p].store;
        n_bytes += row_store_bytes(store) + store->n_rows * shuffle->shape.later_bytes;
    }
    return n_bytes;
}

// Writes the rows of a piece in memory as new pieces.
static Status write_piece(Worker *worker, ShuffleWorker *mine, PartitionPart *part,
                          const Vector *columns, const Piece *old) {
    uint32_t rows[SPILL_BLOCK_ROWS];
    for (size_t done = 0, n; done < old->n; done += n) {
        const size_t left = old->n - done, most = left < SPILL_BLOCK_ROWS ? left : SPILL_BLOCK_ROWS;
        for (size_t i = 0; i < most; i++)
            rows[i] = (uint32_t)(old->first + done + i);
        const SpillRows wanted = {columns, part->store.n_columns, rows, most};
        Piece piece = {.order = old->order, .sequence = mine->next_sequence++, .spilled = true};
        TRY(spill_write_rows(worker, &mine->file, &wanted, &piece.extent, &n));
        piece.n = n;
        Piece *added = add_piece(part);
        if (!added)
            return no_memory(worker);
        *added = piece;
    }
    return STATUS_OK;
}

// Writes the pieces of one partition that are in memory.
static Status spill_part(Worker *worker, ShuffleWorker *mine, PartitionPart *part) {
    const Vector *columns = row_store_columns(&part->store, worker->arena);
    Piece *old = part->pieces;
    const size_t n_old = part->n_pieces;
    part->pieces = NULL;
    part->n_pieces = part->capacity = 0;
    Status status = STATUS_OK;
    for (size_t i = 0; i < n_old && status == STATUS_OK; i++) {
        if (!old[i].spilled) {
            status = write_piece(worker, mine, part, columns, &old[i]);
            continue;
        }
        Piece *kept = add_piece(part);
        if (!kept)
            status = no_memory(worker);
        else
            *kept = old[i];
    }
    free(old);
    part->spilled |= part->store.n_rows > 0;
    row_store_free(&part->store);
    return status;
}

static Status spill(Shuffle *shuffle, Worker *worker, ShuffleWorker *mine) {
    for (size_t p = 0; p < shuffle->shape.n_partitions; p++)
        TRY(spill_part(worker, mine, &mine->parts[p]));
    arena_destroy(mine->strings);
    mine->strings = NULL;
    budget_give_back(shuffle->query->budget, mine->taken);
    mine->taken = 0;
    return open_worker(shuffle, worker, mine);
}

// Asks the budget for what the stores have grown by; spills when it refuses.
static Status account(Shuffle *shuffle, Worker *worker, ShuffleWorker *mine) {
    enum { BATCHES_BETWEEN = 4 };
    if (++mine->n_batches % BATCHES_BETWEEN)
        return STATUS_OK;
    const size_t n_bytes = worker_bytes(shuffle, mine);
    if (n_bytes <= mine->taken)
        return STATUS_OK;
    const size_t more = n_bytes - mine->taken;
    if (!budget_take(shuffle->query->budget, more)) {
        if (n_bytes >= budget_least_spill(shuffle->query->budget))
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
    TRY(leave_trail(shuffle, worker, mine, n, hashes));
    mine->n_rows += n;
    if (shuffle->shape.n_partitions == 1) {
        TRY(append(mine, worker, &mine->parts[0], columns, rows, n));
        return account(shuffle, worker, mine);
    }
    size_t ends[SHUFFLE_MOST_PARTITIONS], start = 0;
    uint32_t *sorted = arena_alloc(worker->arena, n * sizeof *sorted);
    sort_by_partition(shuffle, rows, n, hashes, sorted, ends);
    for (size_t p = 0; p < shuffle->shape.n_partitions; p++) {
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
    size_t width = shuffle->shape.n_partitions;
    while (width > 1 && shuffle_rows(shuffle) / (shuffle->shape.n_partitions / width) > n_rows)
        width /= 2;
    return width;
}

// ---- reading ----

typedef struct LocatedPiece {
    const Piece *piece;
    const ShuffleWorker *worker;
    uint32_t store;
    uint64_t start; // number of its first row among those of all pieces
} LocatedPiece;

static int piece_order(const void *a, const void *b) {
    const Piece *x = ((const LocatedPiece *)a)->piece, *y = ((const LocatedPiece *)b)->piece;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return x->sequence < y->sequence ? -1 : x->sequence > y->sequence;
}

// Bytes that the rows of a piece take once they are read.
static size_t piece_bytes(const Shuffle *shuffle, const Piece *piece) {
    const size_t read =
        piece->spilled ? piece->extent.n_raw_bytes + piece->n * shuffle->shape.n_columns * 8 : 0;
    return read + piece->n * (shuffle->shape.later_bytes + sizeof(RowRef));
}

static void find_part(ShufflePieces *pieces, const ShuffleWorker *worker,
                      const PartitionPart *part) {
    const uint32_t store = (uint32_t)pieces->n_stores;
    if (part->store.n_rows)
        pieces->stores[pieces->n_stores++] = &part->store;
    for (size_t i = 0; i < part->n_pieces; i++)
        pieces->pieces[pieces->n_pieces++] = (LocatedPiece){&part->pieces[i], worker, store, 0};
}

// The trail of all rows of the shuffle, if the pieces are those.
static const uint8_t *whole_trail(const ShufflePieces *pieces) {
    const Shuffle *shuffle = pieces->shuffle;
    const LocatedPiece *located = pieces->pieces;
    const size_t n = pieces->n_pieces;
    if (n == 0 || pieces->n_rows > SHUFFLE_TRAIL_ROWS || pieces->n_rows < shuffle_rows(shuffle) ||
        located[0].piece->order != located[n - 1].piece->order)
        return NULL;
    for (size_t i = 0; i < n; i++)
        if (located[i].piece->spilled)
            return NULL;
    return located[0].worker->trail;
}

void shuffle_find(const Shuffle *shuffle, Worker *worker, size_t first, size_t last,
                  ShufflePieces *pieces) {
    size_t n = 0;
    for (size_t w = 0; w < shuffle->n_workers; w++)
        for (size_t p = first; p < last; p++)
            n += shuffle->workers[w].parts[p].n_pieces;
    Arena *arena = worker_arena(worker);
    *pieces = (ShufflePieces){.shuffle = shuffle, .arena = arena};
    pieces->pieces = ARENA_NEW_ARRAY(arena, LocatedPiece, n);
    pieces->stores = ARENA_NEW_ARRAY(arena, const RowStore *, shuffle->n_workers *(last - first));
    for (size_t w = 0; w < shuffle->n_workers; w++)
        for (size_t p = first; p < last; p++)
            find_part(pieces, &shuffle->workers[w], &shuffle->workers[w].parts[p]);
    if (n)
        qsort(pieces->pieces, n, sizeof *pieces->pieces, piece_order);
    for (size_t i = 0; i < n; i++) {
        pieces->pieces[i].start = pieces->n_rows;
        pieces->n_rows += pieces->pieces[i].piece->n;
        pieces->n_bytes += piece_bytes(shuffle, pieces->pieces[i].piece);
    }
    pieces->trail = whole_trail(pieces);
}

void shuffle_pieces_free(ShufflePieces *pieces) {
    arena_destroy(pieces->arena);
    *pieces = (ShufflePieces){0};
}

// The piece that row `row` is in.
static size_t piece_of(const ShufflePieces *pieces, uint64_t row) {
    size_t low = 0, high = pieces->n_pieces;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (pieces->pieces[middle].start <= row)
            low = middle;
        else
            high = middle;
    }
    return low;
}

uint64_t shuffle_pieces_end(const ShufflePieces *pieces, uint64_t from, size_t n_bytes) {
    size_t sum = 0;
    for (size_t i = piece_of(pieces, from); i < pieces->n_pieces; i++) {
        const LocatedPiece *located = &pieces->pieces[i];
        const size_t here = piece_bytes(pieces->shuffle, located->piece);
        if (sum + here <= n_bytes) {
            sum += here;
            continue;
        }
        const uint64_t start = located->start > from ? located->start : from;
        const size_t a_row = here / located->piece->n + 1;
        const uint64_t end = start + (n_bytes - sum) / a_row;
        const uint64_t least = from + BATCH_ROWS, last = located->start + located->piece->n;
        return end > least ? (end < last ? end : last) : least < last ? least : last;
    }
    return pieces->n_rows;
}

static Status read_back(const ShufflePieces *pieces, Worker *worker, const LocatedPiece *located,
                        ShuffledRows *rows) {
    const ShuffleShape *shape = &pieces->shuffle->shape;
    const ArenaMark mark = arena_mark(worker->arena);
    SpilledRows read = {.types = shape->types, .n_columns = shape->n_columns};
    read.columns = ARENA_NEW_ARRAY(worker->arena, Vector, shape->n_columns);
    TRY(spill_read_rows(worker, &located->worker->file, &located->piece->extent, worker->arena,
                        &read));
    if (read.n != located->piece->n)
        return worker_fail(worker, 6018, NULL, "cannot read a temporary file back");
    if (row_store_append(&rows->back, read.columns, NULL, read.n) != STATUS_OK)
        return no_memory(worker);
    arena_release(worker->arena, mark);
    return STATUS_OK;
}

static uint64_t piece_end(const LocatedPiece *located) {
    return located->start + located->piece->n;
}

// Rows of pieces on disk that have a row in [from, to).
static size_t rows_on_disk(const ShufflePieces *pieces, uint64_t from, uint64_t to) {
    size_t n = 0;
    for (size_t i = piece_of(pieces, from); i < pieces->n_pieces && pieces->pieces[i].start < to;
         i++)
        n += pieces->pieces[i].piece->spilled ? pieces->pieces[i].piece->n : 0;
    return n;
}

// All rows in the order in which they were added.
static void follow_trail(const ShufflePieces *pieces, RowRef *refs) {
    const PartitionPart *parts = pieces->pieces[0].worker->parts;
    uint32_t stores[SHUFFLE_MOST_PARTITIONS] = {0}, next[SHUFFLE_MOST_PARTITIONS] = {0};
    for (size_t p = 0, store = 0; p < pieces->shuffle->shape.n_partitions; p++)
        if (parts[p].store.n_rows)
            stores[p] = (uint32_t)store++;
    for (size_t i = 0; i < pieces->n_rows; i++)
        refs[i] = (RowRef){stores[pieces->trail[i]], next[pieces->trail[i]]++};
}

Status shuffle_read(const ShufflePieces *pieces, Worker *worker, uint64_t from, uint64_t to,
                    ShuffledRows *rows) {
    const ShuffleShape *shape = &pieces->shuffle->shape;
    Arena *arena = worker_arena(worker);
    *rows = (ShuffledRows){.arena = arena, .n_stores = pieces->n_stores};
    if (to - from > UINT32_MAX)
        return worker_fail(worker, 2078, NULL, "too many rows with one key");
    rows->n_rows = (size_t)(to - from);
    rows->refs = arena_alloc(arena, rows->n_rows * sizeof *rows->refs);
    rows->stores = ARENA_NEW_ARRAY(arena, const RowStore *, pieces->n_stores + 1);
    for (size_t s = 0; s < pieces->n_stores; s++)
        rows->stores[s] = pieces->stores[s];
    rows->stores[rows->n_stores++] = &rows->back;
    TRY(row_store_init_in(&rows->back, shape->types, shape->n_columns, arena,
                          rows_on_disk(pieces, from, to)));
    RowRef *ref = rows->refs;
    if (pieces->trail && rows->n_rows == pieces->n_rows) {
        follow_trail(pieces, rows->refs);
        return STATUS_OK;
    }
    for (size_t i = piece_of(pieces, from); i < pieces->n_pieces && pieces->pieces[i].start < to;
         i++) {
        const LocatedPiece *located = &pieces->pieces[i];
        const uint64_t begin = located->start > from ? located->start : from;
        const uint64_t end = piece_end(located) < to ? piece_end(located) : to;
        const bool spilled = located->piece->spilled;
        const uint32_t store = spilled ? (uint32_t)pieces->n_stores : located->store;
        size_t row = spilled ? rows->back.n_rows : located->piece->first;
        row += (size_t)(begin - located->start);
        if (spilled)
            TRY(read_back(pieces, worker, located, rows));
        for (uint64_t r = begin; r < end; r++)
            *ref++ = (RowRef){store, (uint32_t)row++};
    }
    return STATUS_OK;
}

void shuffled_rows_free(ShuffledRows *rows) {
    arena_destroy(rows->arena);
    *rows = (ShuffledRows){0};
}

// The stored columns of refs[0..n), in the arena.
static Vector *shuffled_rows_gather(const ShuffledRows *rows, Arena *arena, const Shuffle *shuffle,
                                    const RowRef *refs, size_t n) {
    Vector *columns = ARENA_NEW_ARRAY(arena, Vector, shuffle->shape.n_columns);
    for (size_t c = 0; c < shuffle->shape.n_columns; c++)
        columns[c] = row_gather(arena, rows->stores, rows->n_stores, c, refs, n);
    return columns;
}

static Status scan_rows(const ShufflePieces *pieces, Worker *worker, const ShuffledRows *rows,
                        uint64_t from, ShuffleSink *sink, void *context) {
    for (size_t first = 0; first < rows->n_rows; first += BATCH_ROWS) {
        const size_t left = rows->n_rows - first, n = left < BATCH_ROWS ? left : BATCH_ROWS;
        const ArenaMark mark = arena_mark(worker->arena);
        const Vector *columns =
            shuffled_rows_gather(rows, worker->arena, pieces->shuffle, rows->refs + first, n);
        TRY(worker_check(worker));
        TRY(sink(worker, context, columns, from + first, n));
        arena_release(worker->arena, mark);
    }
    return STATUS_OK;
}

Status shuffle_scan(const ShufflePieces *pieces, Worker *worker, uint64_t from, uint64_t to,
                    ShuffleSink *sink, void *context) {
    enum { BYTES_AT_ONCE = 4 * 1024 * 1024 };
    while (from < to) {
        uint64_t end = shuffle_pieces_end(pieces, from, BYTES_AT_ONCE);
        end = end < to ? end : to;
        ShuffledRows rows;
        Status status = shuffle_read(pieces, worker, from, end, &rows);
        if (status == STATUS_OK)
            status = scan_rows(pieces, worker, &rows, from, sink, context);
        shuffled_rows_free(&rows);
        TRY(status);
        from = end;
    }
    return STATUS_OK;
}
