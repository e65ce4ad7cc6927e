/*
 * Preloaded into a program (LD_PRELOAD), writes down what the program does to the files under one folder, so that a test can afterwards make the
 * folder what a disk might hold after the power was cut: everything that was synced, and of the rest whatever chance lets stand.
 *
 *   POWERCUT_ROOT  the folder, absolute
 *   POWERCUT_LOG   where the records go; outside of the folder
 *   POWERCUT_HANG  while a file of this name is there, the disk hangs: no fsync comes back
 *
 * A record: one byte what, then six numbers of 64 bits in the machine's order (sequence, inode, offset or flag, length of the first text,
 * length of the second, length of the data), then those. A write is recorded before it is done, a sync after it came back and with the sequence it
 * began at: what was recorded before that is on the disk.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { OPEN = 1, WRITE, TRUNCATE, SYNC, RENAME, UNLINK, LINK, MKDIR };
enum { WAS_THERE = 0, MADE = 1, EMPTIED = 2, FOLDER = 4 };
enum { MOST_FILES = 1 << 16, SYNC_PAUSE_NS = 10 * 1000 * 1000 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *root, *hang;
static size_t root_length;
static int log_fd = -1;
static uint64_t sequence;
static unsigned char watched[MOST_FILES];

#define REAL(name) ((__typeof__(&name))looked_up(RTLD_NEXT, #name))

static void *looked_up(void *handle, const char *name) {
    static void *(*find)(void *, const char *);
    if (find == NULL) {
        find = (void *(*)(void *, const char *))dlvsym(RTLD_NEXT, "dlsym", "GLIBC_2.34");
        if (find == NULL) {
            find = (void *(*)(void *, const char *))dlvsym(RTLD_NEXT, "dlsym", "GLIBC_2.2.5");
        }
    }
    return find(handle, name);
}

__attribute__((constructor)) static void begin(void) {
    const char *log = getenv("POWERCUT_LOG");
    root = getenv("POWERCUT_ROOT");
    hang = getenv("POWERCUT_HANG");
    if (root != NULL && log != NULL) {
        root_length = strlen(root);
        log_fd = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
}

static int is_ours(const char *path) {
    return log_fd >= 0 && strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || path[root_length] == 0);
}

static int is_watched(int fd) { return fd >= 0 && fd < MOST_FILES && watched[fd]; }

static uint64_t inode_of(int fd) {
    struct stat about;
    return fstat(fd, &about) == 0 ? (uint64_t)about.st_ino : 0;
}

/* With the lock held. */
static void record(unsigned char what, uint64_t inode, uint64_t offset, const char *first, const char *second, const void *data, size_t length) {
    uint64_t numbers[6] = {++sequence, inode, offset, first ? strlen(first) : 0, second ? strlen(second) : 0, length};
    struct iovec parts[5] = {{&what, 1}, {numbers, sizeof numbers}, {(void *)(first ? first : ""), numbers[3]},
                             {(void *)(second ? second : ""), numbers[4]}, {(void *)(data ? data : ""), length}};
    syscall(SYS_writev, log_fd, parts, 5);
}

static int opened(int fd, const char *path, int flags, int was_there) {
    int before = errno;
    if (fd >= 0 && fd < MOST_FILES && is_ours(path)) {
        struct stat about;
        fstat(fd, &about);
        watched[fd] = 1;
        record(OPEN, (uint64_t)about.st_ino,
               (was_there ? WAS_THERE : MADE) | ((flags & O_TRUNC) ? EMPTIED : 0) | (S_ISDIR(about.st_mode) ? FOLDER : 0), path, NULL, NULL, 0);
    }
    errno = before;
    return fd;
}

static int open_any(const char *path, int flags, mode_t mode) {
    if (!is_ours(path)) {
        return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    }
    pthread_mutex_lock(&lock);
    struct stat about;
    int was_there = stat(path, &about) == 0;
    int fd = opened((int)syscall(SYS_openat, AT_FDCWD, path, flags, mode), path, flags, was_there);
    pthread_mutex_unlock(&lock);
    return fd;
}

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = va_arg(rest, mode_t);
    va_end(rest);
    return open_any(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = va_arg(rest, mode_t);
    va_end(rest);
    return open_any(path, flags, mode);
}

int close(int fd) {
    if (is_watched(fd)) {
        watched[fd] = 0;
    }
    return (int)syscall(SYS_close, fd);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
    if (!is_watched(fd)) {
        return syscall(SYS_pwrite64, fd, data, length, offset);
    }
    pthread_mutex_lock(&lock);
    record(WRITE, inode_of(fd), (uint64_t)offset, NULL, NULL, data, length);
    ssize_t done = syscall(SYS_pwrite64, fd, data, length, offset);
    int after = errno;
    pthread_mutex_unlock(&lock);
    errno = after;
    return done;
}

ssize_t write(int fd, const void *data, size_t length) {
    if (!is_watched(fd)) {
        return syscall(SYS_write, fd, data, length);
    }
    pthread_mutex_lock(&lock);
    struct stat about;
    fstat(fd, &about);
    off64_t offset = (fcntl(fd, F_GETFL) & O_APPEND) ? about.st_size : lseek64(fd, 0, SEEK_CUR);
    record(WRITE, (uint64_t)about.st_ino, (uint64_t)offset, NULL, NULL, data, length);
    ssize_t done = syscall(SYS_write, fd, data, length);
    int after = errno;
    pthread_mutex_unlock(&lock);
    errno = after;
    return done;
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) {
    if (!is_watched(fd)) {
        return REAL(pwritev64)(fd, parts, count, offset);
    }
    ssize_t all = 0;
    for (int i = 0; i < count; i++) {
        ssize_t done = pwrite64(fd, parts[i].iov_base, parts[i].iov_len, offset + all);
        if (done < 0) {
            return all > 0 ? all : done;
        }
        all += done;
        if ((size_t)done < parts[i].iov_len) {
            break;
        }
    }
    return all;
}

/* A copy within the kernel would not be seen: whoever copies then does it by reading and writing. */
ssize_t sendfile64(int out, int in, off64_t *offset, size_t length) {
    if (!is_watched(out)) {
        return REAL(sendfile64)(out, in, offset, length);
    }
    errno = EINVAL;
    return -1;
}

int ftruncate64(int fd, off64_t length) {
    if (!is_watched(fd)) {
        return (int)syscall(SYS_ftruncate, fd, length);
    }
    pthread_mutex_lock(&lock);
    record(TRUNCATE, inode_of(fd), (uint64_t)length, NULL, NULL, NULL, 0);
    int done = (int)syscall(SYS_ftruncate, fd, length);
    int after = errno;
    pthread_mutex_unlock(&lock);
    errno = after;
    return done;
}

int fallocate64(int fd, int mode, off64_t offset, off64_t length) {
    if (!is_watched(fd)) {
        return REAL(fallocate64)(fd, mode, offset, length);
    }
    errno = EOPNOTSUPP;
    return -1;
}

static int sync_any(int fd) {
    if (!is_watched(fd)) {
        return (int)syscall(SYS_fsync, fd);
    }
    struct timespec pause = {0, SYNC_PAUSE_NS};
    while (hang != NULL && access(hang, F_OK) == 0) {
        nanosleep(&pause, NULL);
    }
    pthread_mutex_lock(&lock);
    uint64_t begun = sequence, inode = inode_of(fd);
    pthread_mutex_unlock(&lock);
    int done = (int)syscall(SYS_fsync, fd);
    int after = errno;
    if (done == 0) {
        pthread_mutex_lock(&lock);
        record(SYNC, inode, begun, NULL, NULL, NULL, 0);
        pthread_mutex_unlock(&lock);
    }
    errno = after;
    return done;
}

int fsync(int fd) { return sync_any(fd); }

int fdatasync(int fd) { return sync_any(fd); }

#define NAMED(what, first, second, call)                       \
    pthread_mutex_lock(&lock);                                 \
    int done = (int)(call);                                    \
    int after = errno;                                         \
    if (done == 0) {                                           \
        record(what, 0, 0, first, second, NULL, 0);            \
    }                                                          \
    pthread_mutex_unlock(&lock);                               \
    errno = after;                                             \
    return done;

int rename(const char *from, const char *to) {
    if (!is_ours(from) && !is_ours(to)) {
        return (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
    }
    NAMED(RENAME, from, to, syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to))
}

int link(const char *from, const char *to) {
    if (!is_ours(to)) {
        return (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
    }
    NAMED(LINK, from, to, syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0))
}

int unlink(const char *path) {
    if (!is_ours(path)) {
        return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    }
    NAMED(UNLINK, path, NULL, syscall(SYS_unlinkat, AT_FDCWD, path, 0))
}

int rmdir(const char *path) {
    if (!is_ours(path)) {
        return (int)syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR);
    }
    NAMED(UNLINK, path, NULL, syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR))
}

int mkdir(const char *path, mode_t mode) {
    if (!is_ours(path)) {
        return (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    }
    NAMED(MKDIR, path, NULL, syscall(SYS_mkdirat, AT_FDCWD, path, mode))
}

/* What is looked up in the C library by name would pass by the functions above. */
void *dlsym(void *handle, const char *name) { return strcmp(name, "fsync") == 0 ? (void *)fsync : looked_up(handle, name); }
