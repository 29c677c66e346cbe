/**
 * The page: header, ranked table, charts, differences, and where everything came from. Style sheet
 * and script are resources that become part of it; nothing is loaded from elsewhere.
 */
package org.ackmark.results.report.page;
