/** The rules of the house, held by tests: which package may know which, and what no package may do. */
package io.capstan.architecture;
