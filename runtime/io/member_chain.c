// SPDX-License-Identifier: Apache-2.0
//
// A list of notes, one a split at most. A split that passed hands the question on to the one before
// it. When memory for a note is lacking nothing is known any more, which costs time only.

#include "runtime/io/member_chain.h"

#include <pthread.h>
#include <stdlib.h>

typedef struct Note {
    struct Note *next;
    const char *path;
    uint64_t start, end; // of the split
    bool passed;
    uint64_t place; // of one that has not passed
} Note;

struct MemberChain {
    pthread_mutex_t lock;
    pthread_cond_t told;
    Note *notes;
    bool broken; // a note is lacking
};

MemberChain *member_chain_create(Arena *arena) {
    MemberChain *chain = ARENA_NEW(arena, MemberChain);
    pthread_mutex_init(&chain->lock, NULL);
    pthread_cond_init(&chain->told, NULL);
    return chain;
}

void member_chain_destroy(MemberChain *chain) {
    for (Note *note = chain->notes, *next; note; note = next) {
        next = note->next;
        free(note);
    }
    pthread_mutex_destroy(&chain->lock);
    pthread_cond_destroy(&chain->told);
}

// ---- with the lock held ----

static const Note *note_that_begins(const MemberChain *chain, const char *path, uint64_t start) {
    const Note *note = chain->notes;
    while (note && (note->path != path || note->start != start))
        note = note->next;
    return note;
}

static const Note *note_that_ends(const MemberChain *chain, const char *path, uint64_t end) {
    const Note *note = chain->notes;
    while (note && (note->path != path || note->end != end))
        note = note->next;
    return note;
}

static void add_note(MemberChain *chain, const Split *split, bool passed, uint64_t place) {
    Note *note = malloc(sizeof *note);
    if (note) {
        *note = (Note){.next = chain->notes,
                       .path = split->path,
                       .start = split->start,
                       .end = split->start + split->n_bytes,
                       .passed = passed,
                       .place = place};
        chain->notes = note;
    }
    chain->broken |= !note;
    pthread_cond_broadcast(&chain->told);
}

static bool ask(const MemberChain *chain, const Split *split, uint64_t *place) {
    uint64_t end = split->start;
    const Note *note = NULL;
    while (end > 0 && (note = note_that_ends(chain, split->path, end)) && note->passed)
        end = note->start;
    *place = chain->broken ? MEMBER_UNKNOWN : end == 0 ? 0 : note ? note->place : 0;
    return chain->broken || end == 0 || note;
}

// ---- calls ----

bool member_chain_ask(MemberChain *chain, const Split *split, uint64_t *place) {
    pthread_mutex_lock(&chain->lock);
    const bool known = ask(chain, split, place);
    pthread_mutex_unlock(&chain->lock);
    return known;
}

Status member_chain_wait(MemberChain *chain, const Worker *worker, const Split *split,
                         uint64_t *place) {
    enum { LOOK_UP = 20 };
    Status status = STATUS_OK;
    pthread_mutex_lock(&chain->lock);
    while (status == STATUS_OK && !ask(chain, split, place))
        status = worker_wait(worker, &chain->told, &chain->lock, LOOK_UP);
    pthread_mutex_unlock(&chain->lock);
    return status;
}

bool member_chain_tell(MemberChain *chain, const Split *split, uint64_t place, uint64_t *stop) {
    const Note *note;
    pthread_mutex_lock(&chain->lock);
    while (place >= *stop && (note = note_that_begins(chain, split->path, *stop)) && note->passed)
        *stop = note->end;
    const bool done = place >= *stop;
    if (done)
        add_note(chain, split, false, place);
    pthread_mutex_unlock(&chain->lock);
    return done;
}

bool member_chain_pass(MemberChain *chain, const Split *split, uint64_t *place) {
    pthread_mutex_lock(&chain->lock);
    const bool known = ask(chain, split, place);
    const bool passes =
        !known || (*place != MEMBER_UNKNOWN && *place >= split->start + split->n_bytes);
    if (passes)
        add_note(chain, split, true, 0);
    pthread_mutex_unlock(&chain->lock);
    return passes;
}
