package io.capstan.server;

import picocli.CommandLine.IVersionProvider;

/** The version of the server jar, from its manifest. */
final class Version implements IVersionProvider {

    static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"Capstan " + current()};
    }
}
