// SPDX-License-Identifier: Apache-2.0
//
// InvokeForString and its kin call static Java methods. There is no Java here: the methods that
// scripts use stand in a table, others are refused with a pointer to FFI.

#include "udf/builtin/functions.h"

#include <ctype.h>
#include <math.h>

typedef struct JavaMethod {
    const char *name;
    const char *parameters; // as the constructor spells them
    pig_type result;
    double (*of_one)(double);
    double (*of_two)(double, double);
    bool (*of_text)(const pig_str *in, Text *out); // false: null
} JavaMethod;

static bool url_decode(const pig_str *in, Text *out) {
    const char *at = pig_str_data(in), *end = at + in->n_bytes;
    for (; at < end; at++) {
        if (*at == '%' && end - at > 2 && isxdigit((unsigned char)at[1]) &&
            isxdigit((unsigned char)at[2])) {
            int high = isdigit((unsigned char)at[1]) ? at[1] - '0' : (at[1] | 32) - 'a' + 10;
            int low = isdigit((unsigned char)at[2]) ? at[2] - '0' : (at[2] | 32) - 'a' + 10;
            text_append_char(out, (char)(high * 16 + low));
            at += 2;
        } else {
            text_append_char(out, *at == '+' ? ' ' : *at);
        }
    }
    return true;
}

static bool url_encode(const pig_str *in, Text *out) {
    const char *at = pig_str_data(in), *end = at + in->n_bytes;
    for (; at < end; at++) {
        unsigned char c = (unsigned char)*at;
        if (isalnum(c) || strchr(".-*_", c))
            text_append_char(out, (char)c);
        else if (c == ' ')
            text_append_char(out, '+');
        else
            text_printf(out, "%%%02X", c);
    }
    return true;
}

static double signum(double x) {
    return x > 0 ? 1.0 : x < 0 ? -1.0 : x;
}

static double to_radians(double x) {
    return x * 0.017453292519943295;
}

static double to_degrees(double x) {
    return x * 57.29577951308232;
}

#define MATH1(name, fn)                                                                            \
    { "java.lang.Math." name, "double", PIG_DOUBLE, fn, NULL, NULL }
#define MATH2(name, fn)                                                                            \
    { "java.lang.Math." name, "double double", PIG_DOUBLE, NULL, fn, NULL }
static const JavaMethod methods[] = {
    {"java.net.URLDecoder.decode", "String String", PIG_CHARARRAY, NULL, NULL, url_decode},
    {"java.net.URLDecoder.decode", "String", PIG_CHARARRAY, NULL, NULL, url_decode},
    {"java.net.URLEncoder.encode", "String String", PIG_CHARARRAY, NULL, NULL, url_encode},
    {"java.net.URLEncoder.encode", "String", PIG_CHARARRAY, NULL, NULL, url_encode},
    MATH1("abs", fabs),
    MATH1("acos", acos),
    MATH1("asin", asin),
    MATH1("atan", atan),
    MATH1("cbrt", cbrt),
    MATH1("ceil", ceil),
    MATH1("cos", cos),
    MATH1("exp", exp),
    MATH1("expm1", expm1),
    MATH1("floor", floor),
    MATH1("log", log),
    MATH1("log10", log10),
    MATH1("log1p", log1p),
    MATH1("rint", rint),
    MATH1("signum", signum),
    MATH1("sin", sin),
    MATH1("sqrt", sqrt),
    MATH1("tan", tan),
    MATH1("toDegrees", to_degrees),
    MATH1("toRadians", to_radians),
    MATH2("atan2", atan2),
    MATH2("hypot", hypot),
    MATH2("IEEEremainder", remainder),
    MATH2("max", fmax),
    MATH2("min", fmin),
    MATH2("pow", pow),
};

static const char *parameters_of(const FunctionCall *call) {
    return call->n_constructor_args > 1 ? call->constructor_args[1] : "";
}

static const JavaMethod *find_method(const FunctionCall *call) {
    const char *parameters = parameters_of(call);
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (strcmp(methods[i].name, call->constructor_args[0]) == 0 &&
            strcasecmp(methods[i].parameters, parameters) == 0)
            return &methods[i];
    return NULL;
}

RESULT_RULE(invoke) {
    if (call->n_constructor_args == 0)
        return STATUS_OK; // fails when it runs
    // A third argument other than 'true' asks for a method of an object.
    bool is_static =
        call->n_constructor_args < 3 || strcasecmp(call->constructor_args[2], "true") == 0;
    const JavaMethod *method = is_static ? find_method(call) : NULL;
    if (!method || method->result != call->result->tag)
        return diagnose_hint(request->sink, 1200, NULL,
                             "C has it? DEFINE f FFI('library', 'C signature')",
                             "there is no Java here, and '%s' with (%s) is not among the methods "
                             "that are known without it",
                             call->constructor_args[0], parameters_of(call));
    call->rule_data = method;
    return STATUS_OK;
}

static int invoke_text(pig_ctx *ctx, size_t n_rows, const pig_vec *args, pig_vec *out,
                       const JavaMethod *method) {
    Text result = text_new(0);
    for (size_t i = 0; i < n_rows; i++) {
        pig_str text;
        text_clear(&result);
        if (text_at(&args[0], i, true, &text) && method->of_text(&text, &result))
            pig_strs_out(out)[i] = pig_str_copy(ctx, result.data, result.n_bytes);
        else
            pig_set_null(ctx, out, i);
    }
    text_free(&result);
    return 0;
}

BATCH_FN(udf_invoke) {
    const JavaMethod *method = ctx->call->rule_data;
    if (!method)
        return pig_fail(ctx, "no method was named: DEFINE f %s('class.method', 'types')",
                        ctx->call->function->name);
    size_t wanted = method->of_two ? 2 : 1;
    if (n_args < wanted)
        return pig_fail(ctx, "%s takes %zu arguments", method->name, wanted);
    if (method->of_text)
        return invoke_text(ctx, n_rows, args, out, method);
    for (size_t i = 0; i < n_rows; i++) {
        double x, y = 0;
        if (!row_is_valid(out, i))
            continue;
        ctx->row = i;
        // Java would not widen an int here; a double is wanted.
        if (!double_at(ctx, &args[0], i, &x) || (wanted > 1 && !double_at(ctx, &args[1], i, &y)))
            return pig_fail(ctx, "%s takes doubles", method->name);
        pig_doubles_out(out)[i] = method->of_two ? method->of_two(x, y) : method->of_one(x);
    }
    return 0;
}
