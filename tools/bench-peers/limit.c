/* What this machine can do at all: a loop on libsqlite3 and libcrypto over the bytes of a ledger, and nothing else.
 *
 *   limit read FILE             every body read in order and hashed with SHA-256
 *   limit hashes FILE           as read, with every hash that verify computes: record, leaf, and a node of the tree
 *   limit append FILE NEW       the records of FILE inserted into NEW, 1,000 a transaction, each hash computed and chained
 *   limit back FILE NEW         as append, and before each commit what the transaction wrote is read back and hashed again
 *   limit guarded FILE NEW      as back, with FILE's triggers that refuse to replace a record, and the hash of each leaf
 *   limit ready FILE NEW        as guarded, but only what is read back is hashed: all other hashes are there before the clock runs,
 *                               as if other cores had made them for nothing
 *   limit bare FILE NEW         the same, but bodies and hashes alone: no stream, version or type, and no index on them
 *   limit single FILE NEW N     N records, a transaction each
 *   limit kept FILE NEW N       as single, with what the format asks of a command: FILE's triggers, the leaf in its tile, the
 *                               command's own row, all of it read back and hashed again, and the row once more when it stands
 *   limit grow FILE NEW SIZE    as append, FILE's records over and over with streams of other names, until NEW, which may have
 *                               some, has SIZE; measured is the last half of what was appended, up to 20,000
 *   limit grow-guarded FILE NEW SIZE    the same with FILE's triggers
 *   limit models FILE NEW       the rows of FILE's read models, each written once and in one transaction, and their index of
 *                               texts filled: what a rebuild leaves behind. Counted are FILE's records
 *   limit orders FILE NEW       FILE's commands, a transaction each: of each stream that the command is about its version and its
 *                               records so far, which are read and no more; records as ready, the command's row; and of each
 *                               stream its row in rm_finding and in rm_span, and when it is met first all its other rows and
 *                               texts: what is written again is left out of all other tables
 *   limit orders-known FILE NEW the same, but no stream is read: as if the states of all were kept in memory
 *   limit step FILE STREAM      one more record of STREAM, as a report of progress leaves it behind: record, tile, the command's
 *                               row, the stream's span, a text and the position; from opening FILE to closing it.
 *                               The record is the last one again: FILE is spoiled
 *
 * Reading FILE for the writers is not timed, but for step. Durable as the ledger is: WAL, synchronous=FULL. One line of JSON each.
 */
#include <openssl/evp.h>
#include <search.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static void must(int ok, const char *what) {
    if (!ok) {
        fprintf(stderr, "limit: %s\n", what);
        exit(1);
    }
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static double cpu(void) {
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static void report(long records, double start, double cpu_start) {
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    printf("{\"cpu\":%.6f,\"peak\":%.1f,\"records\":%ld,\"seconds\":%.6f}\n", cpu() - cpu_start, u.ru_maxrss / 1024.0,
           records, now() - start);
}

static EVP_MD *sha256;
static EVP_MD_CTX *context;

static void hash(const void *bytes, size_t count, unsigned char out[32]) {
    must(EVP_DigestInit_ex2(context, sha256, NULL) && EVP_DigestUpdate(context, bytes, count) &&
             EVP_DigestFinal_ex(context, out, NULL),
         "SHA-256");
}

static sqlite3 *open_database(const char *name, int flags) {
    sqlite3 *database;
    must(sqlite3_open_v2(name, &database, flags, NULL) == SQLITE_OK, name);
    return database;
}

static void execute(sqlite3 *database, const char *sql) {
    must(sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK, sqlite3_errmsg(database));
}

/* A new file, as durable as the ledger. */
static sqlite3 *create_database(const char *name) {
    sqlite3 *database = open_database(name, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    execute(database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
    return database;
}

static sqlite3_stmt *prepare(sqlite3 *database, const char *sql) {
    sqlite3_stmt *statement;
    must(sqlite3_prepare_v2(database, sql, -1, &statement, NULL) == SQLITE_OK, sqlite3_errmsg(database));
    return statement;
}

static void leaf_hash(const void *bytes, size_t count, unsigned char out[32]) {
    must(EVP_DigestInit_ex2(context, sha256, NULL) && EVP_DigestUpdate(context, "", 1) &&
             EVP_DigestUpdate(context, bytes, count) && EVP_DigestFinal_ex(context, out, NULL),
         "SHA-256");
}

static void read_all(const char *file, int all) {
    sqlite3 *database = open_database(file, SQLITE_OPEN_READONLY);
    sqlite3_stmt *statement = prepare(database, "SELECT body FROM record ORDER BY seq");
    unsigned char out[32];
    long count = 0;
    double start = now(), cpu_start = cpu();
    while (sqlite3_step(statement) == SQLITE_ROW) {
        const void *bytes = sqlite3_column_blob(statement, 0);
        hash(bytes, sqlite3_column_bytes(statement, 0), out);
        if (all) {
            /* A tree of n leaves has n - 1 nodes of 65 bytes. */
            unsigned char node[65] = {1};
            leaf_hash(bytes, sqlite3_column_bytes(statement, 0), node + 1);
            hash(node, sizeof node, out);
        }
        count++;
    }
    report(count, start, cpu_start);
}

struct record {
    char *stream, *type, *body;
    int stream_length, type_length, body_length, version;
    unsigned char hash[32];
};

static char *copy(sqlite3_stmt *statement, int column, int *length) {
    const void *bytes = sqlite3_column_blob(statement, column);
    *length = sqlite3_column_bytes(statement, column);
    char *out = malloc(*length);
    memcpy(out, bytes, *length);
    return out;
}

static struct record *load(const char *file, long limit, long *count) {
    sqlite3 *database = open_database(file, SQLITE_OPEN_READONLY);
    sqlite3_stmt *statement = prepare(database, "SELECT stream, version, type, body FROM record ORDER BY seq LIMIT ?");
    sqlite3_bind_int64(statement, 1, limit);
    struct record *records = NULL;
    long room = 0;
    for (*count = 0; sqlite3_step(statement) == SQLITE_ROW; ++*count) {
        if (*count == room) records = realloc(records, (room = room ? room * 2 : 1024) * sizeof *records);
        struct record *it = &records[*count];
        it->stream = copy(statement, 0, &it->stream_length);
        it->version = sqlite3_column_int(statement, 1);
        it->type = copy(statement, 2, &it->type_length);
        it->body = copy(statement, 3, &it->body_length);
        hash(it->body, it->body_length, it->hash);
    }
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return records;
}

static const char put_record[] = "INSERT INTO record VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char put_leaves[] = "INSERT INTO tile VALUES (0, ?1, ?2) ON CONFLICT DO UPDATE SET hashes = excluded.hashes";
static const char widen_span[] = "INSERT INTO rm_span VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(stream) DO UPDATE SET "
                                 "first_day = min(first_day, excluded.first_day), last_day = max(last_day, excluded.last_day), "
                                 "first_position = min(first_position, excluded.first_position), "
                                 "last_position = max(last_position, excluded.last_position)";

/* An id such as commands have, made of a number. */
static void name_command(char id[37], unsigned number) { snprintf(id, 37, "%08x-0000-7000-8000-000000000000", number); }

/* What FILE's schema has, by a condition. */
static void make(const char *file, sqlite3 *database, const char *condition) {
    sqlite3 *source = open_database(file, SQLITE_OPEN_READONLY);
    char *sql = sqlite3_mprintf("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND (%s) ORDER BY rowid", condition);
    sqlite3_stmt *statement = prepare(source, sql);
    sqlite3_free(sql);
    while (sqlite3_step(statement) == SQLITE_ROW) execute(database, (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_close(source);
}

static void bind_text(sqlite3_stmt *statement, int at, const char *text, int length) {
    sqlite3_bind_text(statement, at, text, length, SQLITE_STATIC);
}

static void run(sqlite3 *database, sqlite3_stmt *statement) {
    must(sqlite3_step(statement) == SQLITE_DONE, sqlite3_errmsg(database));
    sqlite3_reset(statement);
}

static void insert(sqlite3 *database, sqlite3_stmt *statement, long at, const struct record *it,
                   const unsigned char head[32], int bare) {
    sqlite3_bind_int64(statement, 1, at + 1);
    if (!bare) {
        bind_text(statement, 2, it->stream, it->stream_length);
        sqlite3_bind_int64(statement, 3, it->version);
        bind_text(statement, 4, it->type, it->type_length);
    }
    bind_text(statement, 5, it->body, it->body_length);
    sqlite3_bind_blob(statement, 6, head, 32, SQLITE_STATIC);
    run(database, statement);
}

static const char get_records[] = "SELECT hash, body FROM record WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq";

/* Looks up each record again, and whether it has its hash. */
static void read_back(sqlite3_stmt *statement, long from, long to) {
    unsigned char again[32];
    sqlite3_bind_int64(statement, 1, from);
    sqlite3_bind_int64(statement, 2, to);
    for (; sqlite3_step(statement) == SQLITE_ROW; from++) {
        hash(sqlite3_column_blob(statement, 1), sqlite3_column_bytes(statement, 1), again);
        must(!memcmp(again, sqlite3_column_blob(statement, 0), 32), "the record's hash");
    }
    must(from == to + 1, "the record");
    sqlite3_reset(statement);
}

enum loop { PLAIN, BACK, GUARDED, READY, BARE };

static void append(const char *file, const char *new, long limit, int a_transaction, enum loop loop) {
    long count;
    struct record *records = load(file, limit, &count);
    sqlite3 *database = create_database(new);
    execute(database, loop == BARE ? "CREATE TABLE record(seq INTEGER PRIMARY KEY, body TEXT NOT NULL, hash BLOB NOT NULL) STRICT"
                           : "CREATE TABLE record(seq INTEGER PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT NULL, "
                             "type TEXT NOT NULL, body TEXT NOT NULL, hash BLOB NOT NULL, UNIQUE(stream, version)) STRICT");
    if (loop == GUARDED || loop == READY) make(file, database, "type = 'trigger' AND tbl_name = 'record'");
    sqlite3_stmt *statement = prepare(database, loop == BARE ? "INSERT INTO record VALUES (?1, ?5, ?6)"
                                                     : put_record);
    sqlite3_stmt *get = prepare(database, get_records);
    /* The bytes hold the hash before them: hashing them chains them. */
    unsigned char head[32] = {0};
    double start = now(), cpu_start = cpu();
    for (long at = 0; at < count; at++) {
        if (at % a_transaction == 0) execute(database, "BEGIN IMMEDIATE");
        struct record *it = &records[at];
        unsigned char beside[32];
        if (loop != READY) hash(it->body, it->body_length, head);
        if (loop == GUARDED) leaf_hash(it->body, it->body_length, beside);
        insert(database, statement, at, it, loop == READY ? it->hash : head, loop == BARE);
        if (at % a_transaction < a_transaction - 1 && at < count - 1) continue;
        if (loop == BACK || loop == GUARDED || loop == READY) read_back(get, at - at % a_transaction + 1, at + 1);
        execute(database, "COMMIT");
    }
    report(count, start, cpu_start);
    sqlite3_finalize(statement), sqlite3_finalize(get);
    sqlite3_close(database);
}

/* The one row of a statement; it is finalized with the values. */
static sqlite3_stmt *one(sqlite3 *database, const char *sql, const char *text) {
    sqlite3_stmt *statement = prepare(database, sql);
    if (text) bind_text(statement, 1, text, strlen(text));
    must(sqlite3_step(statement) == SQLITE_ROW, sql);
    return statement;
}

/* What is measured is what tools/bench's own side measures. */
static void grow(const char *file, const char *new, long size, int guarded) {
    long count;
    struct record *records = load(file, 200000, &count);
    sqlite3 *database = create_database(new);
    sqlite3_stmt *tables = one(database, "SELECT count(*) FROM sqlite_schema", NULL);
    if (!sqlite3_column_int(tables, 0)) make(file, database, guarded ? "tbl_name = 'record'" : "name = 'record'");
    sqlite3_stmt *last = one(database, "SELECT coalesce(max(seq), 0) FROM record", NULL);
    long first = sqlite3_column_int64(last, 0), measured = (size - first) / 2 < 20000 ? (size - first) / 2 : 20000;
    sqlite3_finalize(tables), sqlite3_finalize(last);
    sqlite3_stmt *statement = prepare(database, put_record);
    unsigned char head[32];
    char stream[256];
    double start = 0, cpu_start = 0;
    for (long at = first; at < size; at++) {
        if (at == size - measured) start = now(), cpu_start = cpu();
        if ((at - first) % 1000 == 0) execute(database, "BEGIN IMMEDIATE");
        struct record it = records[at % count];
        it.stream_length = snprintf(stream, sizeof stream, "%ld-%.*s", at / count, it.stream_length, it.stream);
        it.stream = stream;
        hash(it.body, it.body_length, head);
        insert(database, statement, at, &it, head, 0);
        if ((at - first) % 1000 == 999 || at == size - 1) execute(database, "COMMIT");
    }
    report(measured, start, cpu_start);
    sqlite3_finalize(statement);
    sqlite3_close(database);
}

static void append_kept(const char *file, const char *new, long limit) {
    long count;
    struct record *records = load(file, limit, &count);
    sqlite3 *database = create_database(new);
    make(file, database, "tbl_name IN ('record', 'command', 'tile')");
    sqlite3_stmt *put = prepare(database, put_record);
    sqlite3_stmt *put_tile = prepare(database, put_leaves);
    sqlite3_stmt *put_command = prepare(database, "INSERT INTO command VALUES (?1, ?2, ?2)");
    sqlite3_stmt *get = prepare(database, get_records);
    sqlite3_stmt *get_tile = prepare(database, "SELECT hashes FROM tile WHERE level = 0 AND idx = ?1");
    sqlite3_stmt *get_command = prepare(database, "SELECT first, last FROM command WHERE id = ?1");
    unsigned char head[32] = {0}, tile[256 * 32];
    double start = now(), cpu_start = cpu();
    for (long at = 0; at < count; at++) {
        struct record *it = &records[at];
        char command[37];
        name_command(command, at);
        int width = (at % 256 + 1) * 32;
        execute(database, "BEGIN IMMEDIATE");
        hash(it->body, it->body_length, head);
        leaf_hash(it->body, it->body_length, tile + width - 32);
        insert(database, put, at, it, head, 0);
        sqlite3_bind_int64(put_tile, 1, at / 256);
        sqlite3_bind_blob(put_tile, 2, tile, width, SQLITE_STATIC);
        run(database, put_tile);
        bind_text(put_command, 1, command, 36);
        sqlite3_bind_int64(put_command, 2, at + 1);
        run(database, put_command);
        read_back(get, at + 1, at + 1);
        sqlite3_bind_int64(get_tile, 1, at / 256);
        must(sqlite3_step(get_tile) == SQLITE_ROW && sqlite3_column_bytes(get_tile, 0) == width &&
                 !memcmp(sqlite3_column_blob(get_tile, 0), tile, width),
             "the tile");
        sqlite3_reset(get_tile);
        bind_text(get_command, 1, command, 36);
        for (int stands = 0; stands < 2; stands++) {
            must(sqlite3_step(get_command) == SQLITE_ROW && sqlite3_column_int64(get_command, 1) == at + 1, "the command");
            sqlite3_reset(get_command);
            if (!stands) execute(database, "COMMIT");
        }
    }
    report(count, start, cpu_start);
    sqlite3_stmt *all[] = {put, put_tile, put_command, get, get_tile, get_command};
    for (int which = 0; which < 6; which++) sqlite3_finalize(all[which]);
    sqlite3_close(database);
}

struct table {
    char *name, *sql;
    int columns;
    long rows;
    sqlite3_value **values;
};

static char *text_of(sqlite3_stmt *statement, int column) {
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return text ? strdup(text) : NULL;
}

/* Every read model but the index, whose own tables SQLite makes. */
static struct table *load_models(sqlite3 *database, int *count) {
    static struct table tables[256];
    sqlite3_stmt *names = prepare(database, "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name GLOB 'rm_*' "
                                            "AND name <> 'rm_find' AND name NOT GLOB 'rm_find_*'");
    for (*count = 0; sqlite3_step(names) == SQLITE_ROW; ++*count) {
        must(*count < 256, "too many tables");
        struct table *it = &tables[*count];
        it->name = text_of(names, 0);
        it->sql = text_of(names, 1);
        char *sql = sqlite3_mprintf("SELECT * FROM %s", it->name);
        sqlite3_stmt *rows = prepare(database, sql);
        it->columns = sqlite3_column_count(rows);
        long room = 0;
        for (it->rows = 0; sqlite3_step(rows) == SQLITE_ROW; it->rows++) {
            if (it->rows == room) {
                room = room ? room * 2 : 64;
                it->values = realloc(it->values, room * it->columns * sizeof *it->values);
            }
            for (int at = 0; at < it->columns; at++)
                it->values[it->rows * it->columns + at] = sqlite3_value_dup(sqlite3_column_value(rows, at));
        }
        sqlite3_finalize(rows);
        sqlite3_free(sql);
    }
    sqlite3_finalize(names);
    return tables;
}

/* A statement that writes a row of as many columns. */
static sqlite3_stmt *prepare_row(sqlite3 *database, const char *verb, const char *table, int columns) {
    char sql[512];
    int end = snprintf(sql, sizeof sql, "%s INTO %s VALUES (?", verb, table);
    for (int at = 1; at < columns; at++) end += snprintf(sql + end, sizeof sql - end, ", ?");
    snprintf(sql + end, sizeof sql - end, ")");
    return prepare(database, sql);
}

static void run_row(sqlite3 *database, sqlite3_stmt *statement, const struct table *table, long row) {
    for (int at = 0; at < table->columns; at++)
        sqlite3_bind_value(statement, at + 1, table->values[row * table->columns + at]);
    run(database, statement);
}

static void models(const char *file, const char *new) {
    sqlite3 *source = open_database(file, SQLITE_OPEN_READONLY);
    int count;
    struct table *tables = load_models(source, &count);
    sqlite3_stmt *asked = prepare(source, "SELECT (SELECT count(*) FROM record), sql FROM sqlite_schema WHERE name = 'rm_find'");
    must(sqlite3_step(asked) == SQLITE_ROW, "no index of texts");
    long records = sqlite3_column_int64(asked, 0);
    char *index = text_of(asked, 1);
    sqlite3_finalize(asked);
    sqlite3_close(source);
    sqlite3 *database = create_database(new);
    double start = now(), cpu_start = cpu();
    execute(database, "BEGIN IMMEDIATE");
    for (int which = 0; which < count; which++) {
        struct table *it = &tables[which];
        execute(database, it->sql);
        sqlite3_stmt *statement = prepare_row(database, "INSERT", it->name, it->columns);
        for (long row = 0; row < it->rows; row++) run_row(database, statement, it, row);
        sqlite3_finalize(statement);
    }
    execute(database, index);
    execute(database, "INSERT INTO rm_find(rm_find) VALUES ('rebuild')");
    execute(database, "COMMIT");
    report(records, start, cpu_start);
    sqlite3_close(database);
}

/* A stream, with the rows that tell of it. */
struct stream {
    long asked, order; /* The last one that asked for it, and that wrote of it, from 1 on. */
    int rows, room;
    struct {
        int table;
        long row;
    } *row;
};

/* The stream of a name, without its kind, as most tables have it; the first one where there is none. */
static struct stream *stream_of(struct stream *streams, const char *name) {
    const char *id = strchr(name, '/');
    ENTRY wanted = {.key = (char *)(id ? id + 1 : name)}, *found = hsearch(wanted, FIND);
    return found ? found->data : streams;
}

static void orders(const char *file, const char *new, int known_states) {
    long count;
    struct record *records = load(file, -1, &count);
    sqlite3 *source = open_database(file, SQLITE_OPEN_READONLY);
    int table_count;
    struct table *tables = load_models(source, &table_count);
    sqlite3 *database = create_database(new);
    make(file, database, "tbl_name IN ('record', 'command') OR name = 'rm_find' OR "
                         "(tbl_name GLOB 'rm_*' AND tbl_name NOT GLOB 'rm_find_*')");
    /* Which rows tell of which stream: a table's first column names it, of texts the second. */
    struct stream *streams = calloc(count, sizeof *streams), **about = malloc(count * sizeof *about);
    long known = 0;
    must(hcreate(count * 2), "a table of streams");
    for (long at = 0; at < count; at++) {
        char *name = strndup(records[at].stream, records[at].stream_length), *id = strchr(name, '/');
        if (records[at].version == 1) hsearch((ENTRY){.key = id ? id + 1 : name, .data = &streams[known++]}, ENTER);
        about[at] = stream_of(streams, name);
    }
    sqlite3_stmt *writes[256];
    int texts = -1, again[256];
    for (int which = 0; which < table_count; which++) {
        struct table *it = &tables[which];
        int is_span = !strcmp(it->name, "rm_span"), is_finding = !strcmp(it->name, "rm_finding");
        again[which] = is_span || is_finding;
        if (!strcmp(it->name, "rm_text")) texts = which;
        writes[which] = is_span ? prepare(database, widen_span)
                                : prepare_row(database, is_finding ? "INSERT OR REPLACE" : "INSERT", it->name, it->columns);
        for (long row = 0; row < it->rows; row++) {
            const char *name = (const char *)sqlite3_value_text(it->values[row * it->columns + (which == texts)]);
            struct stream *of = stream_of(streams, name ? name : "");
            if (of->rows == of->room) of->row = realloc(of->row, (of->room = of->room ? of->room * 2 : 16) * sizeof *of->row);
            of->row[of->rows].table = which;
            of->row[of->rows++].row = row;
        }
    }
    sqlite3_stmt *put = prepare(database, put_record);
    sqlite3_stmt *put_command = prepare(database, "INSERT INTO command VALUES (?1, ?2, ?3)");
    sqlite3_stmt *put_text = prepare(database, "INSERT INTO rm_find(rowid, text) VALUES (?1, ?2)");
    sqlite3_stmt *version = prepare(database, "SELECT max(version) FROM record WHERE stream = ?1");
    sqlite3_stmt *history = prepare(database, "SELECT body FROM record WHERE stream = ?1 ORDER BY version");
    sqlite3_stmt *get = prepare(database, get_records);
    sqlite3_stmt *asked = prepare(source, "SELECT id, first, last FROM command ORDER BY first");
    struct command {
        char *id;
        long first, end;
    } *commands = malloc(count * sizeof *commands);
    long number = 0, last_text = 0;
    for (; sqlite3_step(asked) == SQLITE_ROW; number++)
        commands[number] = (struct command){text_of(asked, 0), sqlite3_column_int64(asked, 1) - 1, sqlite3_column_int64(asked, 2)};
    double start = now(), cpu_start = cpu();
    for (long order = 1; order <= number; order++) {
        struct command *command = &commands[order - 1];
        execute(database, "BEGIN IMMEDIATE");
        for (long at = command->first; at < command->end; at++) {
            if (known_states || about[at]->asked == order) continue;
            about[at]->asked = order;
            bind_text(version, 1, records[at].stream, records[at].stream_length);
            must(sqlite3_step(version) == SQLITE_ROW && sqlite3_column_int(version, 0) == records[at].version - 1, "the version");
            sqlite3_reset(version);
            bind_text(history, 1, records[at].stream, records[at].stream_length);
            while (sqlite3_step(history) == SQLITE_ROW) must(sqlite3_column_blob(history, 0) != NULL, "the body");
            sqlite3_reset(history);
        }
        for (long at = command->first; at < command->end; at++) insert(database, put, at, &records[at], records[at].hash, 0);
        bind_text(put_command, 1, command->id, strlen(command->id));
        sqlite3_bind_int64(put_command, 2, command->first + 1);
        sqlite3_bind_int64(put_command, 3, command->end);
        run(database, put_command);
        for (long at = command->first; at < command->end; at++) {
            struct stream *it = about[at];
            if (it->order == order) continue;
            for (int each = 0; each < it->rows; each++) {
                int which = it->row[each].table;
                if (it->order && !again[which]) continue;
                struct table *table = &tables[which];
                if (which != texts) {
                    run_row(database, writes[which], table, it->row[each].row);
                    continue;
                }
                /* Numbered as they come: the index would write what it holds before one that goes back. */
                sqlite3_value **text = &table->values[it->row[each].row * table->columns];
                sqlite3_bind_int64(writes[which], 1, ++last_text);
                for (int column = 1; column < 4; column++) sqlite3_bind_value(writes[which], column + 1, text[column]);
                run(database, writes[which]);
                sqlite3_bind_int64(put_text, 1, last_text);
                sqlite3_bind_value(put_text, 2, text[3]);
                run(database, put_text);
            }
            it->order = order;
        }
        read_back(get, command->first + 1, command->end);
        execute(database, "COMMIT");
    }
    report(count, start, cpu_start);
    sqlite3_stmt *all[] = {put, put_command, put_text, version, history, get, asked};
    for (int which = 0; which < 7; which++) sqlite3_finalize(all[which]);
    for (int which = 0; which < table_count; which++) sqlite3_finalize(writes[which]);
    sqlite3_close(source), sqlite3_close(database);
}

static void step(const char *file, const char *stream) {
    unsigned char head[32], tile[256 * 32];
    hash("", 0, head); /* libcrypto is ready before the clock runs. */
    double start = now(), cpu_start = cpu();
    sqlite3 *database = open_database(file, SQLITE_OPEN_READWRITE);
    execute(database, "PRAGMA synchronous = FULL; BEGIN IMMEDIATE");
    sqlite3_stmt *version = one(database, "SELECT max(version) FROM record WHERE stream = ?", stream);
    sqlite3_stmt *last = one(database, "SELECT seq, type, body FROM record ORDER BY seq DESC LIMIT 1", NULL);
    sqlite3_int64 size = sqlite3_column_int64(last, 0);
    struct record it = {.stream = (char *)stream, .stream_length = strlen(stream), .version = sqlite3_column_int(version, 0) + 1};
    it.type = copy(last, 1, &it.type_length);
    it.body = copy(last, 2, &it.body_length);
    sqlite3_reset(last);
    hash(it.body, it.body_length, head);
    sqlite3_stmt *put = prepare(database, put_record);
    insert(database, put, size, &it, head, 0);
    sqlite3_stmt *get_tile = prepare(database, "SELECT hashes FROM tile WHERE level = 0 AND idx = ?");
    sqlite3_bind_int64(get_tile, 1, size / 256);
    int width = sqlite3_step(get_tile) == SQLITE_ROW ? sqlite3_column_bytes(get_tile, 0) : 0;
    must(width == size % 256 * 32, "the last tile");
    if (width) memcpy(tile, sqlite3_column_blob(get_tile, 0), width);
    sqlite3_reset(get_tile);
    leaf_hash(it.body, it.body_length, tile + width);
    sqlite3_stmt *put_tile = prepare(database, put_leaves);
    sqlite3_bind_int64(put_tile, 1, size / 256);
    sqlite3_bind_blob(put_tile, 2, tile, width + 32, SQLITE_STATIC);
    run(database, put_tile);
    char command[37], part[32];
    name_command(command, size);
    snprintf(part, sizeof part, "progress.%lld", (long long)size);
    sqlite3_stmt *put_command = prepare(database, "INSERT INTO command VALUES (?1, ?2, ?2)");
    bind_text(put_command, 1, command, 36);
    sqlite3_bind_int64(put_command, 2, size + 1);
    run(database, put_command);
    sqlite3_stmt *put_span = prepare(database, widen_span);
    bind_text(put_span, 1, stream, it.stream_length);
    bind_text(put_span, 2, stream, it.stream_length);
    bind_text(put_span, 3, "2020-01-01", 10);
    bind_text(put_span, 4, "2020-01-01", 10);
    sqlite3_bind_int64(put_span, 5, size + 1);
    sqlite3_bind_int64(put_span, 6, size + 1);
    run(database, put_span);
    sqlite3_stmt *put_meta = prepare(database, "INSERT OR REPLACE INTO rm_meta VALUES (1, 0, ?)");
    sqlite3_bind_int64(put_meta, 1, size + 1);
    run(database, put_meta);
    sqlite3_stmt *put_text = prepare(database, "INSERT INTO rm_text(stream, part, text) VALUES (?1, ?2, '已补齐一半')");
    bind_text(put_text, 1, stream, it.stream_length);
    bind_text(put_text, 2, part, strlen(part));
    run(database, put_text);
    execute(database, "INSERT INTO rm_find(rowid, text) VALUES (last_insert_rowid(), '已补齐一半')");
    execute(database, "COMMIT");
    sqlite3_stmt *all[] = {version, last, put, get_tile, put_tile, put_command, put_span, put_meta, put_text};
    for (int which = 0; which < 9; which++) sqlite3_finalize(all[which]);
    must(sqlite3_close(database) == SQLITE_OK, "something is open still");
    report(1, start, cpu_start);
}

int main(int count, char **words) {
    /* SQLite counts the memory that it takes, under a lock; the program that is measured has it counted for nobody either. */
    must(sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK, "SQLite's settings");
    sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    context = EVP_MD_CTX_new();
    must(sha256 && context, "libcrypto");
    if (count == 3 && !strcmp(words[1], "read")) read_all(words[2], 0);
    else if (count == 3 && !strcmp(words[1], "hashes")) read_all(words[2], 1);
    else if (count == 4 && !strcmp(words[1], "append")) append(words[2], words[3], -1, 1000, PLAIN);
    else if (count == 4 && !strcmp(words[1], "back")) append(words[2], words[3], -1, 1000, BACK);
    else if (count == 4 && !strcmp(words[1], "guarded")) append(words[2], words[3], -1, 1000, GUARDED);
    else if (count == 4 && !strcmp(words[1], "ready")) append(words[2], words[3], -1, 1000, READY);
    else if (count == 4 && !strcmp(words[1], "bare")) append(words[2], words[3], -1, 1000, BARE);
    else if (count == 5 && !strcmp(words[1], "single")) append(words[2], words[3], atol(words[4]), 1, PLAIN);
    else if (count == 5 && !strcmp(words[1], "kept")) append_kept(words[2], words[3], atol(words[4]));
    else if (count == 5 && !strcmp(words[1], "grow")) grow(words[2], words[3], atol(words[4]), 0);
    else if (count == 5 && !strcmp(words[1], "grow-guarded")) grow(words[2], words[3], atol(words[4]), 1);
    else if (count == 4 && !strcmp(words[1], "models")) models(words[2], words[3]);
    else if (count == 4 && !strcmp(words[1], "orders")) orders(words[2], words[3], 0);
    else if (count == 4 && !strcmp(words[1], "orders-known")) orders(words[2], words[3], 1);
    else if (count == 4 && !strcmp(words[1], "step")) step(words[2], words[3]);
    else {
        fprintf(stderr, "limit read FILE | hashes FILE | append FILE NEW | back FILE NEW | guarded FILE NEW | ready FILE NEW | "
                        "bare FILE NEW | single FILE NEW N | kept FILE NEW N | grow FILE NEW SIZE | "
                        "grow-guarded FILE NEW SIZE | models FILE NEW | orders FILE NEW | orders-known FILE NEW | "
                        "step FILE STREAM\n");
        return 64;
    }
    return 0;
}
