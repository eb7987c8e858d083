// SPDX-License-Identifier: Apache-2.0
//
// English names of months and days, as date patterns write and read them.

#ifndef JAVELINA_UDF_BUILTIN_DATE_NAMES_H
#define JAVELINA_UDF_BUILTIN_DATE_NAMES_H

extern const char *const date_month_names[12];
extern const char *const date_day_names[7]; // from Monday

#endif
