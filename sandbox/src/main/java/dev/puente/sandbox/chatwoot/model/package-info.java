/** The simulator's rows and tables, held in memory behind one lock. */
@NullMarked
package dev.puente.sandbox.chatwoot.model;

import org.jspecify.annotations.NullMarked;
