package org.glassfish.grizzly;

/** By which end a connection was closed. */
public enum CloseType {
    LOCALLY,
    REMOTELY
}
