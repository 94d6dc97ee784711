/**
 * Reads the configuration, {@code capstan.*}, once at start, and refuses what cannot be meant.
 *
 * <p>Values come from MicroProfile Config where the server has it, else from system properties and the environment. A
 * wrong value names key, value and what is allowed, and stops the deployment. What the values mean is not known here:
 * each room has a record of its own options and fills it from {@link io.capstan.settings.Settings}. What is set up once
 * for each application carries {@link io.capstan.settings.OnePerApplication}.
 */
@NullMarked
package io.capstan.settings;

import org.jspecify.annotations.NullMarked;
