/** Tests that run unchanged on the embedded server, on WildFly and on Payara Micro, each with a small WAR of its own. */
package io.capstan.it.host;
