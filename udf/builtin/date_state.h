// SPDX-License-Identifier: Apache-2.0
//
// What a call site of the date functions keeps for one worker: the zones it has read and its last
// pattern, so that a constant pattern is parsed once.

#ifndef JAVELINA_UDF_BUILTIN_DATE_STATE_H
#define JAVELINA_UDF_BUILTIN_DATE_STATE_H

#include "udf/builtin/builtin.h"
#include "udf/builtin/date_pattern.h"

typedef struct DateState {
    ZoneCache *zones;
    DatePattern pattern;
    Text text; // of the pattern
    bool parsed;
} DateState;

// bind and unbind: bind_data is a DateState.
int udf_date_bind(pig_ctx *ctx, void **data);
void udf_date_unbind(void *data);

// Offset of a datetime's zone at another instant: named zones ask tzdata, others stay.
pig_datetime date_at(DateState *state, const pig_datetime *like, int64_t milliseconds);

// Milliseconds of the value's own local clock, to the second in zones of old times.
int64_t date_local(DateState *state, const pig_datetime *value);

// The datetime of a local clock in the zone of `like`; false: the zone skips it.
bool date_from_local(DateState *state, const pig_datetime *like, int64_t local,
                     pig_datetime *value);

#endif
