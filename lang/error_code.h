// SPDX-License-Identifier: Apache-2.0
//
// What an error code means. The table is error_codes.def.

#ifndef JAVELINA_LANG_ERROR_CODE_H
#define JAVELINA_LANG_ERROR_CODE_H

typedef struct ErrorCode {
    int number;
    const char *meaning; // no capital in front, no full stop
    const char *remedy;
} ErrorCode;

// NULL when there is no such code.
const ErrorCode *error_code_find(int number);

#endif
