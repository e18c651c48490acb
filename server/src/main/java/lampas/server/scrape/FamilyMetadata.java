package lampas.server.scrape;

import lampas.model.catalogue.MetricKind;

/**
 * What a target says about one metric family.
 *
 * @param family the family's name, as the target gives it
 * @param kind its type; UNKNOWN if the target does not say
 * @param help its help text; empty if the target does not say
 * @param unit its unit; empty if the target does not say
 */
public record FamilyMetadata(String family, MetricKind kind, String help, String unit) {}
