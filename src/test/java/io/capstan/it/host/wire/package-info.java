/**
 * The contract of the outgoing wire: what holds whichever wire is in use, on whichever host. Each {@code *Contract} is a
 * theme; each {@code *IT} runs the themes on a WAR with one choice of {@code capstan.wire}.
 */
package io.capstan.it.host.wire;
