// SPDX-License-Identifier: Apache-2.0
//
// SPRINTF: reads a format of java.util.Formatter's and appends texts, characters and booleans;
// numbers are in sprintf_number.c.

#include "udf/builtin/sprintf.h"

#include <ctype.h>
#include <stdlib.h>
#include <unicase.h>
#include <unistr.h>

#include "udf/builtin/functions.h"
#include "udf/value/utf16.h"
#include "udf/vector/java_hash.h"
#include "udf/vector/print.h"

void format_padded(Text *to, const FormatItem *item, const char *text, size_t n_bytes) {
    int padding = item->width - (int)utf16_length(text, n_bytes);
    for (int i = 0; i < padding && !item->minus; i++)
        text_append_char(to, ' ');
    text_append(to, text, n_bytes);
    for (int i = 0; i < padding && item->minus; i++)
        text_append_char(to, ' ');
}

// ---- reading an item ----

static const int64_t OUT_OF_RANGE = (int64_t)INT32_MAX + 1;

// -2: more than Java's int.
static int read_number(const char **at, const char *end) {
    int64_t n = 0;
    while (*at < end && isdigit((unsigned char)**at)) {
        n = n * 10 + (*(*at)++ - '0');
        n = n > INT32_MAX ? OUT_OF_RANGE : n;
    }
    return n == OUT_OF_RANGE ? -2 : n > FORMAT_MAX_WIDTH ? FORMAT_MAX_WIDTH : (int)n;
}

static bool *flag_of(FormatItem *item, char c) {
    switch (c) {
    case '-':
        return &item->minus;
    case '#':
        return &item->hash;
    case '+':
        return &item->plus;
    case ' ':
        return &item->space;
    case '0':
        return &item->zero;
    case ',':
        return &item->comma;
    case '(':
        return &item->parenthesis;
    default:
        return NULL;
    }
}

// "12$" or "<" in front of everything else.
static void read_argument(FormatItem *item, const char **at, const char *end) {
    const char *start = *at;
    if (*at < end && **at == '<') {
        item->argument = -1;
        ++*at;
        return;
    }
    if (*at < end && **at != '0' && isdigit((unsigned char)**at)) {
        int n = read_number(at, end);
        if (*at < end && **at == '$') {
            item->argument = n;
            ++*at;
            return;
        }
    }
    *at = start;
}

// *at stands behind the percent sign.
static FormatFault read_item(FormatItem *item, const char **at, const char *end) {
    *item = (FormatItem){.width = -1, .precision = -1};
    read_argument(item, at, end);
    for (bool *flag; *at < end && (flag = flag_of(item, **at)); ++*at) {
        if (*flag)
            return "a flag is given twice";
        *flag = true;
    }
    if (*at < end && isdigit((unsigned char)**at))
        item->width = read_number(at, end);
    if (*at < end && **at == '.') {
        ++*at;
        if (*at == end || !isdigit((unsigned char)**at))
            return "a precision is missing";
        item->precision = read_number(at, end);
    }
    if (*at == end || !strchr("bBhHsScCdoxXeEfgGaAtT%n", **at))
        return "a conversion is unknown or missing";
    char c = *(*at)++;
    item->upper = isupper((unsigned char)c);
    item->conversion = (char)tolower((unsigned char)c);
    if (item->conversion == 't' && *at < end)
        item->date_letter = *(*at)++;
    if (item->width == -2 || item->precision == -2)
        return "a width or precision is out of range";
    if (item->conversion == 'n' && item->width >= 0)
        return "%n takes no width";
    if ((item->minus || item->zero) && item->width < 0)
        return "a width is missing";
    if (item->minus && item->zero)
        return "flags - and 0 exclude each other";
    if (item->plus && item->space)
        return "flags + and blank exclude each other";
    return NULL;
}

// ---- texts ----

// A precision that cuts a surrogate pair leaves a question mark.
static void append_text(Text *to, const FormatItem *item, const char *text, size_t n_bytes) {
    Text cut = text_new(0);
    if (item->precision >= 0 && (size_t)item->precision < n_bytes) {
        size_t kept = utf16_offset(text, n_bytes, (size_t)item->precision);
        text_append(&cut, text, kept);
        if (kept < n_bytes && utf16_length(text, kept) < (size_t)item->precision)
            text_append_char(&cut, '?');
        text = cut.data;
        n_bytes = cut.n_bytes;
    }
    format_padded(to, item, text, n_bytes);
    text_free(&cut);
}

static FormatFault format_character(Text *to, const FormatItem *item, const pig_vec *v, size_t i) {
    int64_t code;
    char utf8[8];
    if (item->precision >= 0)
        return "a character has no precision";
    if (!integer_at(v, i, &code) || type_at(v, i) != PIG_INT)
        return "%c takes an int";
    int n = u8_uctomb((uint8_t *)utf8, (ucs4_t)code, sizeof utf8);
    if (n <= 0)
        return "%c takes the number of a character";
    format_padded(to, item, utf8, (size_t)n);
    return NULL;
}

// Java's String.hashCode of UTF-16 units; of int the value.
static FormatFault format_hash(Text *to, const FormatItem *item, const pig_vec *v, size_t i) {
    pig_str text;
    int64_t number;
    uint32_t hash = 0;
    if (integer_at(v, i, &number)) {
        hash = (uint32_t)((uint64_t)number ^ ((uint64_t)number >> 32));
        hash = type_at(v, i) == PIG_INT ? (uint32_t)number : hash;
    } else if (text_at(v, i, false, &text)) {
        hash = java_text_hash(&text);
    } else {
        return "%h takes an int, a long or a chararray";
    }
    char digits[16];
    append_text(to, item, digits, (size_t)snprintf(digits, sizeof digits, "%x", hash));
    return NULL;
}

static FormatFault format_string(Text *to, const FormatItem *item, const pig_vec *v, size_t i) {
    if (item->hash || item->plus || item->space || item->zero || item->comma || item->parenthesis)
        return "%s takes no flag but -";
    Text value = text_new(0);
    value_print(&value, v, pig_at(v, i));
    append_text(to, item, value.data, value.n_bytes);
    text_free(&value);
    return NULL;
}

static FormatFault format_boolean(Text *to, const FormatItem *item, const pig_vec *v, size_t i) {
    bool value = true;
    if (type_at(v, i) == PIG_BOOLEAN)
        value = v->type == PIG_ANY ? ((const pig_slot *)v->data)[pig_at(v, i)].boolean
                                   : pig_booleans(v)[pig_at(v, i)];
    append_text(to, item, value ? "true" : "false", value ? 4 : 5);
    return NULL;
}

static FormatFault format_value(Text *to, const FormatItem *item, const pig_vec *v, size_t i) {
    switch (item->conversion) {
    case 's':
        return format_string(to, item, v, i);
    case 'b':
        return format_boolean(to, item, v, i);
    case 'c':
        return format_character(to, item, v, i);
    case 't':
        return format_date(to, item, v, i);
    case 'h':
        return format_hash(to, item, v, i);
    case 'd':
    case 'o':
    case 'x':
        return format_integer(to, item, v, i);
    default:
        return format_real(to, item, v, i);
    }
}

// What was appended since `from`, in upper case.
static void upper_case_from(Text *to, size_t from) {
    size_t n = 0;
    uint8_t *mapped =
        u8_toupper((const uint8_t *)to->data + from, to->n_bytes - from, NULL, NULL, NULL, &n);
    if (!mapped)
        return;
    text_truncate(to, from);
    text_append(to, (const char *)mapped, n);
    free(mapped);
}

// args[0] is the format, `format` its text.
static FormatFault format_row(Text *to, const pig_vec *args, size_t n_args, size_t i,
                              const pig_str *format) {
    const char *at = pig_str_data(format), *end = at + format->n_bytes;
    size_t next = 1, last = 0;
    while (at < end) {
        if (*at != '%') {
            text_append_char(to, *at++);
            continue;
        }
        at++;
        FormatItem item;
        FormatFault fault = read_item(&item, &at, end);
        if (fault)
            return fault;
        if (item.conversion == '%' || item.conversion == 'n') {
            format_padded(to, &item, item.conversion == '%' ? "%" : "\n", 1);
            continue;
        }
        last = item.argument == 0 ? next++ : item.argument > 0 ? (size_t)item.argument : last;
        if (last == 0 || last >= n_args)
            return "there are fewer arguments than the format wants";
        size_t before = to->n_bytes;
        if ((fault = format_value(to, &item, &args[last], i)))
            return fault;
        if (item.upper)
            upper_case_from(to, before);
    }
    return NULL;
}

BATCH_FN(udf_sprintf) {
    Text text = text_new(0), scratch = text_new(0);
    FormatFault fault = NULL;
    for (size_t i = 0; i < n_rows && !fault; i++) {
        if (n_args == 0)
            pig_set_null(ctx, out, i);
        if (n_args == 0 || !row_is_valid(out, i))
            continue;
        ctx->row = i;
        text_clear(&text);
        const pig_str format = any_text_at(&args[0], i, &scratch);
        fault = format_row(&text, args, n_args, i, &format);
        pig_strs_out(out)[i] = pig_str_copy(ctx, text.data, text.n_bytes);
    }
    text_free(&text);
    text_free(&scratch);
    return fault ? pig_fail_code(ctx, 2106, "SPRINTF: %s", fault) : 0;
}
