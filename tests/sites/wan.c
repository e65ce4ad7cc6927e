// A wide network between the sites of one machine: every site is a network namespace with a tun device of its own, and what crosses from one to another
// arrives later, in its order, or never while a site is cut.
//   wan SITES ONE_WAY_MICROSECONDS
// Namespaces site1 … siteN have to be there. On standard input: "cut K", "heal K"; at the end of input, or of its parent, it ends and says what it carried.
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { MostSites = 8, PacketBytes = 2048, Under_way = 65536 };

struct packet { long due; int length; unsigned char bytes[PacketBytes]; };
// What is under way to one site, first in first out: all packets are late by the same time.
struct line { struct packet *packets; unsigned head, tail; };

static int device[MostSites + 1], cut[MostSites + 1];
static struct line lines[MostSites + 1];
static long carried, dropped, overflowed;

static long now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1000000L + t.tv_nsec / 1000; }

static int open_in(int site) {
    char path[64];
    snprintf(path, sizeof path, "/var/run/netns/site%d", site);
    int space = open(path, O_RDONLY);
    if (space < 0 || setns(space, CLONE_NEWNET)) { perror(path); exit(1); }
    close(space);
    struct ifreq request = { .ifr_flags = IFF_TUN | IFF_NO_PI };
    strcpy(request.ifr_name, "wan");
    int tun = open("/dev/net/tun", O_RDWR | O_NONBLOCK);
    if (tun < 0 || ioctl(tun, TUNSETIFF, &request)) { perror("tun"); exit(1); }
    return tun;
}

static void take(int from, int sites, long late) {
    struct packet packet;
    while ((packet.length = read(device[from], packet.bytes, PacketBytes)) >= 20) {
        // 10.99.0.K is site K; everything else (IPv6's own talk) stays where it is.
        int to = (packet.bytes[0] >> 4) == 4 ? packet.bytes[19] : 0;
        if (to < 1 || to > sites || to == from) continue;
        if (cut[from] || cut[to]) { dropped++; continue; }
        struct line *line = &lines[to];
        if (line->tail - line->head == Under_way) { overflowed++; continue; }
        packet.due = now() + late;
        struct packet *place = &line->packets[line->tail++ % Under_way];
        place->due = packet.due;
        place->length = packet.length;
        memcpy(place->bytes, packet.bytes, packet.length);
    }
}

static void deliver(int to) {
    struct line *line = &lines[to];
    for (; line->head != line->tail && line->packets[line->head % Under_way].due <= now(); line->head++) {
        struct packet *packet = &line->packets[line->head % Under_way];
        // Cut while it was under way: lost like the rest.
        if (cut[to] || write(device[to], packet->bytes, packet->length) != packet->length) dropped++;
        else carried++;
    }
}

int main(int count, char **words) {
    if (count != 3) { fprintf(stderr, "wan SITES ONE_WAY_MICROSECONDS\n"); return 2; }
    int sites = atoi(words[1]);
    long late = atol(words[2]);
    struct pollfd wanted[MostSites + 1];
    for (int site = 1; site <= sites; site++) {
        device[site] = open_in(site);
        lines[site].packets = malloc(sizeof(struct packet) * Under_way);
        wanted[site] = (struct pollfd) { device[site], POLLIN, 0 };
    }
    wanted[0] = (struct pollfd) { 0, POLLIN, 0 };
    printf("ready\n");
    fflush(stdout);
    for (;;) {
        long next = -1;
        for (int site = 1; site <= sites; site++)
            if (lines[site].head != lines[site].tail) {
                long due = lines[site].packets[lines[site].head % Under_way].due;
                if (next < 0 || due < next) next = due;
            }
        long wait = next < 0 ? 1000000 : next - now();
        if (wait < 0) wait = 0;
        struct timespec pause = { wait / 1000000, wait % 1000000 * 1000 };
        ppoll(wanted, sites + 1, &pause, NULL);
        for (int site = 1; site <= sites; site++) {
            if (wanted[site].revents) take(site, sites, late);
            deliver(site);
        }
        if (wanted[0].revents) {
            char line[64];
            int length = read(0, line, sizeof line - 1), site;
            if (length <= 0) break;
            line[length] = 0;
            if (sscanf(line, "cut %d", &site) == 1 && site >= 1 && site <= sites) cut[site] = 1;
            if (sscanf(line, "heal %d", &site) == 1 && site >= 1 && site <= sites) cut[site] = 0;
        }
    }
    printf("carried %ld, dropped %ld, no room for %ld\n", carried, dropped, overflowed);
    return 0;
}
