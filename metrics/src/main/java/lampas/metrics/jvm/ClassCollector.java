package lampas.metrics.jvm;

import java.lang.management.ClassLoadingMXBean;
import java.util.List;
import lampas.metrics.Collector;
import lampas.metrics.Measurements;
import lampas.model.catalogue.MetricDefinition;

/** The classes that the JVM has loaded. */
final class ClassCollector implements Collector {
  private static final MetricDefinition CURRENT =
      JvmDefinitions.gauge("jvm_classes_currently_loaded", "Classes that are loaded.").build();
  private static final MetricDefinition LOADED =
      JvmDefinitions.counter("jvm_classes_loaded_total", "Classes that were ever loaded.").build();
  private static final MetricDefinition UNLOADED =
      JvmDefinitions.counter("jvm_classes_unloaded_total", "Classes that were unloaded.").build();

  private final ClassLoadingMXBean classes;

  ClassCollector(ClassLoadingMXBean classes) {
    this.classes = classes;
  }

  @Override
  public List<MetricDefinition> definitions() {
    return List.of(CURRENT, LOADED, UNLOADED);
  }

  @Override
  public void collect(Measurements into) {
    into.value(CURRENT, classes.getLoadedClassCount());
    into.value(LOADED, (double) classes.getTotalLoadedClassCount());
    into.value(UNLOADED, (double) classes.getUnloadedClassCount());
  }
}
