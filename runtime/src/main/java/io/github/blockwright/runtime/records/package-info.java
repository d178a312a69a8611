/** What a run leaves beside its weights, to be looked at later: its facts, its pace, and what it said of each picture. */
package io.github.blockwright.runtime.records;
