/** Changes of state: what each call does to the rows, and which events follow. */
@NullMarked
package dev.puente.sandbox.chatwoot.service;

import org.jspecify.annotations.NullMarked;
