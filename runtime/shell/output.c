// SPDX-License-Identifier: Apache-2.0
//
// The words around a run. Numbers are for reading, not for parsing: three digits and a unit.

#include "runtime/shell/output.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

bool output_is_terminal(FILE *stream) {
    return fileno(stream) >= 0 && isatty(fileno(stream));
}

bool output_is_broken(FILE *stream) {
    struct pollfd pipe_end = {fileno(stream), POLLOUT, 0};
    return pipe_end.fd >= 0 && poll(&pipe_end, 1, 0) == 1 && (pipe_end.revents & POLLERR) != 0;
}

static const char *environment(const char *name) {
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

bool output_wants_color(const char *when, FILE *stream) {
    if (when != NULL && strcmp(when, "always") == 0)
        return true;
    if (when != NULL && strcmp(when, "never") == 0)
        return false;
    if (environment("NO_COLOR") != NULL)
        return false;
    const char *force = environment("CLICOLOR_FORCE");
    if (force != NULL && strcmp(force, "0") != 0)
        return true;
    const char *term = environment("TERM");
    return output_is_terminal(stream) && term != NULL && strcmp(term, "dumb") != 0;
}

unsigned output_width(FILE *stream) {
    struct winsize size;
    if (fileno(stream) >= 0 && ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return 80;
}

const char *output_bytes(char text[AMOUNT_TEXT], uint64_t n_bytes) {
    static const char *const UNITS[] = {"B", "KB", "MB", "GB", "TB", "PB", "EB"};
    double value = (double)n_bytes;
    size_t unit = 0;
    while (value >= 1000 && unit + 1 < sizeof UNITS / sizeof UNITS[0]) {
        value /= 1000;
        unit++;
    }
    snprintf(text, AMOUNT_TEXT, unit > 0 && value < 10 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
    return text;
}

const char *output_count(char text[AMOUNT_TEXT], uint64_t n) {
    char digits[AMOUNT_TEXT];
    int n_digits = snprintf(digits, sizeof digits, "%llu", (unsigned long long)n);
    char *out = text;
    for (int i = 0; i < n_digits; i++) {
        if (i > 0 && (n_digits - i) % 3 == 0)
            *out++ = ',';
        *out++ = digits[i];
    }
    *out = '\0';
    return text;
}

void output_warnings(const Counters *counters, FILE *out, bool color) {
    const char *start = color ? "\033[1;33m" : "", *end = color ? "\033[0m" : "";
    for (int kind = 0; kind < WARNING_KIND_COUNT; kind++) {
        const WarningCount *warning = &counters->warnings[kind];
        if (warning->count == 0)
            continue;
        char count[AMOUNT_TEXT];
        fprintf(out, "%swarning:%s %s %s", start, end, output_count(count, warning->count),
                warning_sentence((WarningKind)kind));
        if (warning->example[0] != '\0')
            fprintf(out, "; first: %s", warning->example);
        fprintf(out, " [%s]\n", warning_name((WarningKind)kind));
    }
}

static void print_amounts(const char *verb, const char *place, const char *path, uint64_t rows,
                          uint64_t bytes, FILE *out) {
    char count[AMOUNT_TEXT], size[AMOUNT_TEXT];
    fprintf(out, "%s %s %s (%s) %s %s", verb, output_count(count, rows), rows == 1 ? "row" : "rows",
            output_bytes(size, bytes), place, path);
}

void output_summary(const RunResult *result, FILE *out) {
    for (size_t i = 0; i < result->n_inputs; i++) {
        const InputResult *input = &result->inputs[i];
        print_amounts("read", "from", input->load->load.location, input->rows, input->bytes, out);
        fputc('\n', out);
    }
    for (size_t i = 0; i < result->n_stores; i++) {
        const StoreResult *store = &result->stores[i];
        if (store->stored)
            print_amounts("stored", "in", store->store->store.location, store->rows, store->bytes,
                          out);
        else
            fprintf(out, "not stored: %s", store->store->store.location);
        if (i + 1 < result->n_stores)
            fputc('\n', out);
    }
    char peak[AMOUNT_TEXT];
    fprintf(out, "%s%.*f s", result->n_stores > 0 ? "   " : "", result->seconds < 10 ? 2 : 1,
            result->seconds);
    if (result->peak_bytes > 0)
        fprintf(out, ", peak %s", output_bytes(peak, result->peak_bytes));
    fputc('\n', out);
}

// ---- progress ----

static double now_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void progress_start(Progress *progress) {
    progress->started = progress->drawn = now_seconds();
    progress->shown = 0;
    progress->visible = false;
}

// n_cells cells filled up to the fraction, in eighths of a cell.
static void append_bar(Text *line, double fraction, unsigned n_cells) {
    static const char *const EIGHTHS[] = {" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    unsigned eighths = (unsigned)(fraction * n_cells * 8);
    for (unsigned i = 0; i < n_cells; i++) {
        if (eighths >= 8 * (i + 1))
            text_append_string(line, "█");
        else
            text_append_string(line, EIGHTHS[eighths > 8 * i ? eighths - 8 * i : 0]);
    }
}

static void draw(Progress *progress, double now, uint64_t bytes_done, uint64_t bytes_all) {
    enum { BAR_CELLS = 16, FULL_WIDTH = 72 };
    char done[AMOUNT_TEXT], all[AMOUNT_TEXT], rate[AMOUNT_TEXT];
    double seconds = now - progress->started;
    Text line = text_new(4096);
    if (output_width(progress->out) >= FULL_WIDTH) {
        text_printf(&line, "%.24s%s", progress->name != NULL ? progress->name : "",
                    progress->name != NULL ? "  " : "");
        append_bar(&line, progress->shown, BAR_CELLS);
        text_printf(&line, " %3.0f %%  %s of %s  %s/s", 100 * progress->shown,
                    output_bytes(done, bytes_done), output_bytes(all, bytes_all),
                    output_bytes(rate, (uint64_t)((double)bytes_done / seconds)));
        if (progress->shown > 0.02)
            text_printf(&line, "  eta %.0f s", seconds / progress->shown - seconds);
    } else {
        text_printf(&line, "%3.0f %%", 100 * progress->shown);
    }
    fprintf(progress->out, "\r\033[K%s", line.data);
    fflush(progress->out);
    text_free(&line);
}

void progress_update(void *context, double fraction, uint64_t bytes_done, uint64_t bytes_all) {
    Progress *progress = context;
    if (progress->out == NULL)
        return;
    double now = now_seconds();
    if (fraction > progress->shown)
        progress->shown = fraction < 1 ? fraction : 1;
    double since = now - (progress->visible ? progress->drawn : progress->started);
    if (since < (progress->visible ? 0.1 : 0.5))
        return;
    progress->visible = true;
    progress->drawn = now;
    draw(progress, now, bytes_done, bytes_all);
}

void progress_end(Progress *progress) {
    if (progress->out != NULL && progress->visible) {
        fputs("\r\033[K", progress->out);
        fflush(progress->out);
    }
    progress->visible = false;
}
