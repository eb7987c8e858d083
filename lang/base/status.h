// SPDX-License-Identifier: Apache-2.0
//
// The result of a call that can fail for a reason the user can cause. The reason itself is a
// Diagnostic in the sink that the caller passed in; a Status only says whether to go on.

#ifndef JAVELINA_LANG_BASE_STATUS_H
#define JAVELINA_LANG_BASE_STATUS_H

typedef enum Status {
    STATUS_OK = 0,
    STATUS_FAILED,    // a Diagnostic was reported
    STATUS_CANCELLED, // another thread failed or the user interrupted; nothing new was reported
} Status;

#define MUST_CHECK                       __attribute__((warn_unused_result))
#define PRINTF_LIKE(format_at, first_at) __attribute__((format(printf, format_at, first_at)))

// Leaves the calling function with the status of `call` unless it is STATUS_OK.
#define TRY(call)                                                                                  \
    do {                                                                                           \
        Status try_status_ = (call);                                                               \
        if (try_status_ != STATUS_OK)                                                              \
            return try_status_;                                                                    \
    } while (0)

#endif
