/**
 * The mailbox of an address: one outstanding command, order by due time, leases, fairness between
 * tenants. Plain Java over tables that the topology provides.
 */
@NullMarked
package dev.puente.matcher.notifying.mailbox;

import org.jspecify.annotations.NullMarked;
