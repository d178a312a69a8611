/** The tables of published networks and of the class; each has its generated block beside it. */
package io.github.blockwright.networks;
