/** Larger values are not kept: memcached's own limit is 1 MiB, and what is larger is not a directory entry. */
export const maxValueBytes = 512 * 1024
