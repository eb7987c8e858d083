// SPDX-License-Identifier: Apache-2.0
//
// The two rules that most functions have; special ones stand beside their functions.

#include "udf/builtin/functions.h"

// Type and name as the signature says.
RESULT_RULE(plain) {
    UNUSED(request), UNUSED(call);
    return STATUS_OK;
}

// Named after class and first argument: org.apache.pig.builtin.upper_name_4.
RESULT_RULE(by_class) {
    UNUSED(request);
    call->naming = RESULT_BY_CLASS;
    return STATUS_OK;
}
