// SPDX-License-Identifier: Apache-2.0
//
// Time zones: the names in zones.def, their rules from the system's tzdata. Offsets are minutes, as
// datetimes keep them.

#ifndef JAVELINA_UDF_VALUE_ZONE_H
#define JAVELINA_UDF_VALUE_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "udf/pig_udf.h"

// Number of a zone name (case does not matter), 0: unknown.
int32_t zone_number(const char *name, size_t n_bytes);

// Name of a zone number, NULL: none.
const char *zone_name(int32_t number);

// Zones that one worker has read so far; malloc'ed. zone_cache_free frees them.
typedef struct ZoneCache ZoneCache;
ZoneCache *zone_cache_create(void);
void zone_cache_free(ZoneCache *cache);

typedef struct ZoneOffset {
    int32_t seconds, minutes; // east of UTC; minutes are cut towards zero
    char abbreviation[8];
} ZoneOffset;

// The offset of a zone at an instant; false: the zone's file cannot be read.
bool zone_offset_at(ZoneCache *cache, int32_t number, int64_t milliseconds, ZoneOffset *offset);

// A local clock reading (milliseconds as if it were UTC) as an instant; a reading that occurs twice
// is the earlier one. false: the reading is skipped by a change of the clock, or as above.
bool zone_local_to_instant(ZoneCache *cache, int32_t number, int64_t local, int64_t *instant);

// A zone written as an id: "UTC", "GMT", "+05:30", "America/New_York"; false: not known.
// number is 0 for offsets.
bool zone_from_id(const char *id, size_t n_bytes, int32_t *number, int32_t *minutes);

// The zone of times that name none: an offset, or a named zone whose rules are read already.
// Nothing changes it while it is in use, so threads share it. All zero: UTC.
typedef struct LocalZone {
    int32_t number; // of a named zone, 0: none
    int32_t offset_minutes;
    ZoneCache *rules; // of that zone alone
} LocalZone;

// Makes the zone of an id as above; given: local_zone_close. false: not known, or its file cannot
// be read.
bool local_zone_open(LocalZone *zone, const char *id, size_t n_bytes);
void local_zone_close(LocalZone *zone);

// An instant on the zone's clock.
pig_datetime local_zone_at(const LocalZone *zone, int64_t milliseconds);

// A reading of the zone's clock as an instant; false: the clock skips it.
bool local_zone_read(const LocalZone *zone, int64_t local, pig_datetime *value);

// "+05:30" or "-0800", "+01"; the bytes read, 0 if it is none.
size_t zone_parse_offset(const char *text, size_t n_bytes, int32_t *minutes);

#endif
