/*
 * A disk that fails on command. Preloaded into a process, it watches what is written to files whose path
 * contains FAULTIO_MATCH, and reads the file FAULTIO_CONTROL before each call for what to do:
 *
 *   ok            nothing
 *   sync-eio      fsync and fdatasync fail with EIO
 *   sync-delay N  they take N milliseconds longer
 *   write-eio     writes fail with EIO
 *   write-full    writes fail with ENOSPC
 *   write-short   writes take half of the bytes
 *
 * Each fault is one byte in FAULTIO_COUNT. With FAULTIO_UNDO every write is noted down with what it
 * overwrote, and every sync: enough to take back, after a kill, what a power cut would have lost.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int matches(int fd, char *path, size_t size) {
  const char *match = getenv("FAULTIO_MATCH");
  char link[64];
  if (match == NULL) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, size - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return strstr(path, match) != NULL && strstr(path, ".lock") == NULL && strstr(path, ".jsonl") == NULL;
}

static void raw_append(const char *path, const void *bytes, size_t count) {
  int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (fd < 0) return;
  if (syscall(SYS_write, fd, bytes, count) < 0) abort();
  syscall(SYS_close, fd);
}

static void command(char *word, size_t size) {
  const char *control = getenv("FAULTIO_CONTROL");
  word[0] = 0;
  if (control == NULL) return;
  int fd = (int)syscall(SYS_openat, AT_FDCWD, control, O_RDONLY, 0);
  if (fd < 0) return;
  ssize_t length = syscall(SYS_read, fd, word, size - 1);
  syscall(SYS_close, fd);
  word[length > 0 ? length : 0] = 0;
}

static void count_fault(void) {
  const char *count = getenv("FAULTIO_COUNT");
  if (count != NULL) raw_append(count, ".", 1);
}

struct note {
  uint32_t type, path_length;
  uint64_t offset, old_size, before_length;
};

/* What these bytes overwrite, so that it can be put back. */
static void note(char type, int fd, const char *path, uint64_t offset, uint64_t length) {
  const char *undo = getenv("FAULTIO_UNDO");
  struct stat info;
  if (undo == NULL || fstat(fd, &info) != 0) return;
  uint64_t size = (uint64_t)info.st_size;
  uint64_t end = type == 'T' ? size : offset + length;
  if (end > size) end = size;
  uint64_t kept = type != 'S' && end > offset ? end - offset : 0;
  struct note head = {(uint32_t)type, (uint32_t)strlen(path), offset, size, kept};
  size_t total = sizeof head + head.path_length + kept;
  char *bytes = malloc(total);
  if (bytes == NULL) abort();
  memcpy(bytes, &head, sizeof head);
  memcpy(bytes + sizeof head, path, head.path_length);
  char self[64];
  snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
  int reader = kept > 0 ? (int)syscall(SYS_openat, AT_FDCWD, self, O_RDONLY, 0) : -1;
  if (kept > 0 && syscall(SYS_pread64, reader, bytes + sizeof head + head.path_length, kept, offset) < 0) abort();
  if (reader >= 0) syscall(SYS_close, reader);
  raw_append(undo, bytes, total);
  free(bytes);
}

static ssize_t faulty_write(int fd, const void *bytes, size_t count, off_t offset, int positioned) {
  char path[4096], word[64];
  if (matches(fd, path, sizeof path)) {
    command(word, sizeof word);
    int full = strncmp(word, "write-full", 10) == 0;
    if (full || strncmp(word, "write-eio", 9) == 0) {
      count_fault();
      errno = full ? ENOSPC : EIO;
      return -1;
    }
    if (strncmp(word, "write-short", 11) == 0 && count > 1) {
      count_fault();
      count /= 2;
    }
    off_t at = positioned ? offset : lseek(fd, 0, SEEK_CUR);
    note('W', fd, path, (uint64_t)at, count);
  }
  return positioned ? syscall(SYS_pwrite64, fd, bytes, count, offset) : syscall(SYS_write, fd, bytes, count);
}

ssize_t write(int fd, const void *bytes, size_t count) { return faulty_write(fd, bytes, count, 0, 0); }
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
  return faulty_write(fd, bytes, count, offset, 1);
}
ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t offset) {
  return faulty_write(fd, bytes, count, offset, 1);
}

static int faulty_truncate(int fd, off_t length) {
  char path[4096];
  if (matches(fd, path, sizeof path)) note('T', fd, path, (uint64_t)length, 0);
  return (int)syscall(SYS_ftruncate, fd, length);
}
int ftruncate(int fd, off_t length) { return faulty_truncate(fd, length); }
int ftruncate64(int fd, off_t length) { return faulty_truncate(fd, length); }

static int faulty_sync(int fd, long number) {
  char path[4096], word[64];
  int matched = matches(fd, path, sizeof path);
  if (matched) {
    long delay_ms = 0;
    command(word, sizeof word);
    if (strncmp(word, "sync-eio", 8) == 0) {
      count_fault();
      errno = EIO;
      return -1;
    }
    if (sscanf(word, "sync-delay %ld", &delay_ms) == 1) {
      struct timespec wait = {delay_ms / 1000, (delay_ms % 1000) * 1000000};
      count_fault();
      nanosleep(&wait, NULL);
    }
  }
  int result = (int)syscall(number, fd);
  if (matched && result == 0) note('S', fd, path, 0, 0);
  return result;
}
int fsync(int fd) { return faulty_sync(fd, SYS_fsync); }
int fdatasync(int fd) { return faulty_sync(fd, SYS_fdatasync); }
